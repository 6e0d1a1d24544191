import { number, shortNumber } from '../../language/figures.js';

/** Below so many pixels tables have no room for numbers in full. */
const NARROW = 560;

/** Whether numbers are written to three digits with a prefix, on a page or in a column of so many pixels. */
export const isNarrow = (width: number): boolean => width < NARROW;

/** How tables write numbers in so many pixels: in full, else to three digits with a prefix. */
export const numbersIn = (width: number): typeof number => (isNarrow(width) ? shortNumber : number);
