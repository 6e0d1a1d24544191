import { number, shortNumber } from '../../language/figures.js';

/** Below so many pixels tables have no room for numbers in full. */
const NARROW = 560;

/** How tables write numbers in so many pixels: in full, else to three digits with a prefix. */
export const numbersIn = (width: number): typeof number => (width < NARROW ? shortNumber : number);
