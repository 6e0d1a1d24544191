import { ratio } from '../figures.js';

/** What the mappings of an exploration are called, by where they come from. */
export const SOURCE_NAMES = { random: 'random mappings', starts: 'greedy descents from random starts' } as const;

/** A value of the objective by that of the optimum: `1.049`; 1 where both are nothing. */
export const timesOptimum = (value: number, optimum: number): string => ratio(value === optimum ? 1 : value / optimum);
