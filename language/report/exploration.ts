import { ratio } from '../figures.js';

/** What the mappings of an exploration are called, by where they come from. */
export const SOURCE_NAMES = { random: 'random mappings', starts: 'greedy descents from random starts' } as const;

/** What sets an optimum apart for which ragged loops were looked at. */
export const RAGGED_OPTIMUM =
  'The optimum may use fanouts in part in their last round; the random mappings and descents have loops that divide.';

/** A value of the objective by that of the optimum: `1.049`; 1 where both are nothing. */
export const timesOptimum = (value: number, optimum: number): string => ratio(value === optimum ? 1 : value / optimum);
