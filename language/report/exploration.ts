import { ratio } from '../figures.js';

/** What the mappings of an exploration are called, by where they come from. */
export const SOURCE_NAMES = { random: 'random mappings', starts: 'greedy descents from random starts' } as const;

/** A value of the objective by that of the optimum: `1.049`; 1 where both are nothing. */
export const timesOptimum = (value: number, optimum: number): string => ratio(value === optimum ? 1 : value / optimum);

/** That the best mapping is of a kind that is not drawn. */
export const raggedText = ({ proven }: { readonly proven: boolean }): string =>
  `The ${proven ? 'optimum' : 'best known'} is ragged: it uses a fanout in part in its last round. Only mappings whose loops divide are drawn, so others of its kind may lie between.`;
