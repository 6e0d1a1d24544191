import { divisors, primeFactors } from '../../../language/model/integers.js';

/** The ways to put more iterations of a dimension on a tile: to which divisor, by which factor. */
export interface Steps {
  /** Indices of the divisors that can be reached, ascending. */
  readonly to: Int32Array;
  /** The iterations that each takes. */
  readonly factor: Float64Array;
}

/**
 * The extents that the tiles of a problem can have: along each dimension a divisor of its size. An extent is a row of divisor
 * indices; the mixed-radix number that they form, the extent's *rank*, tells extents apart.
 */
export class Lattice {
  /** By dimension, the divisors of its size, ascending. */
  readonly divisors: readonly Float64Array[];
  /** By dimension, what one step of its divisor index adds to the rank. */
  readonly stride: Float64Array;
  /** How many extents there are. Beyond 2^53 ranks are no longer exact, see {@link exact}. */
  readonly count: number;
  readonly #steps: Steps[][];

  constructor(readonly sizes: readonly number[]) {
    this.divisors = sizes.map((size) => Float64Array.from(divisors(primeFactors(size))));
    this.stride = new Float64Array(sizes.length);
    let count = 1;
    for (let d = 0; d < sizes.length; d++) {
      this.stride[d] = count;
      count *= this.divisors[d].length;
    }
    this.count = count;
    this.#steps = this.divisors.map((own) => Array.from({ length: own.length }));
  }

  /** Whether ranks tell all extents apart. */
  get exact(): boolean {
    return this.count <= Number.MAX_SAFE_INTEGER;
  }

  /** From the divisor with index `i` of dimension `d` to its proper multiples. */
  steps(d: number, i: number): Steps {
    const known = this.#steps[d][i];
    if (known !== undefined) return known;
    const own = this.divisors[d];
    const to: number[] = [];
    for (let j = i + 1; j < own.length; j++) if (own[j] % own[i] === 0) to.push(j);
    const steps = { to: Int32Array.from(to), factor: Float64Array.from(to, (j) => own[j] / own[i]) };
    this.#steps[d][i] = steps;
    return steps;
  }
}
