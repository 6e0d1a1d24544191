import { divisors, primeFactors } from '../../../language/model/integers.js';

/**
 * The extents that the tiles of a problem can have: along each dimension a divisor of one of the sizes that it may take. They
 * are numbered from 0, the tile of one iteration, as a number whose digits are the indices of the divisors.
 */
export class Extents {
  /** By dimension, the extents along it, ascending. */
  readonly along: readonly Float64Array[];
  /** By dimension, what one step along it adds to the number. */
  readonly stride: readonly number[];
  readonly count: number;

  /** @param sizes by dimension, what its iterations may multiply up to. */
  constructor(sizes: readonly (readonly number[])[]) {
    this.along = sizes.map((choices) => {
      const all = new Set(choices.flatMap((size) => divisors(primeFactors(size))));
      return Float64Array.from(all).sort();
    });
    let count = 1;
    this.stride = this.along.map(({ length }) => {
      const stride = count;
      count *= length;
      return stride;
    });
    this.count = count;
  }

  /** Which of the extents along dimension `d` the extents with a number have. */
  place(number: number, d: number): number {
    return Math.floor(number / this.stride[d]) % this.along[d].length;
  }

  /** The numbers of all combinations of sizes. */
  combinations(sizes: readonly (readonly number[])[]): number[] {
    return sizes.reduce<number[]>(
      (numbers, choices, d) =>
        choices.flatMap((size) => numbers.map((number) => number + this.along[d].indexOf(size) * this.stride[d])),
      [0],
    );
  }
}
