import { divisors, primeFactors } from '../../../language/model/integers.js';

/** The ways to put more iterations of a dimension on a tile: to which blocks, by which factor. */
export interface Steps {
  /** Indices of the numbers of blocks that are then left, ascending. */
  readonly to: Int32Array;
  /** The iterations that each takes, ascending. */
  readonly factor: Float64Array;
}

/**
 * What the loops of a mapping can have left to do, built from compute outwards: along each dimension a number of *blocks*, the
 * tiles that cover its size. Temporal loops divide it; ragged spatial ones take `⌈blocks / n⌉` (model.md section 2). What is left is
 * a row of indices; the mixed-radix number that they form, its *rank*, tells such rows apart.
 */
export class Lattice {
  /** By dimension, the numbers of blocks that can be left, descending to 1. */
  readonly blocks: readonly Float64Array[];
  /** By dimension, what one step of its index adds to the rank. */
  readonly stride: Float64Array;
  /** How many rows there are. Beyond 2^53 ranks are no longer exact, see {@link exact}. */
  readonly count: number;
  readonly #temporal: Steps[][];
  readonly #spatial: Steps[][];

  /**
   * @param most by dimension, the most iterations that a ragged spatial loop of it may have; 1 where such loops must divide.
   * @param extentSlot by dimension, the slot of a label with the extent of its tile, where that does not follow from the blocks
   * left, else −1.
   */
  constructor(
    readonly sizes: readonly number[],
    readonly most: readonly number[] = sizes.map(() => 1),
    readonly extentSlot: readonly number[] = sizes.map(() => -1),
  ) {
    this.blocks = sizes.map((size, d) => reachable(size, most[d]));
    this.stride = new Float64Array(sizes.length);
    let count = 1;
    for (let d = 0; d < sizes.length; d++) {
      this.stride[d] = count;
      count *= this.blocks[d].length;
    }
    this.count = count;
    this.#temporal = this.blocks.map((own) => Array.from({ length: own.length }));
    this.#spatial = this.blocks.map((own) => Array.from({ length: own.length }));
  }

  /** Whether ranks tell all rows apart. */
  get exact(): boolean {
    return this.count <= Number.MAX_SAFE_INTEGER;
  }

  /** The extent of a tile that leaves the blocks with index `i` of dimension `d`, where only that can leave them. */
  extent(d: number, i: number): number {
    return this.sizes[d] / this.blocks[d][i];
  }

  /** All temporal loops around a tile that leaves the blocks with index `i` of dimension `d`. */
  temporal(d: number, i: number): Steps {
    this.#temporal[d][i] ??= this.#steps(d, i, 1);
    return this.#temporal[d][i];
  }

  /** All spatial loops, as {@link temporal}. */
  spatial(d: number, i: number): Steps {
    if (this.most[d] === 1) return this.temporal(d, i);
    this.#spatial[d][i] ??= this.#steps(d, i, this.most[d]);
    return this.#spatial[d][i];
  }

  #steps(d: number, i: number, most: number): Steps {
    const own = this.blocks[d];
    const to: number[] = [];
    const factor: number[] = [];
    const add = (n: number, index: number): void => {
      factor.push(n);
      to.push(index);
    };
    if (most === 1) {
      for (let j = i + 1; j < own.length; j++) if (own[i] % own[j] === 0) add(own[i] / own[j], j);
    } else {
      for (let n = 2, j = i; n <= Math.min(own[i], most); n++) {
        const left = Math.ceil(own[i] / n);
        while (own[j] > left) j++;
        add(n, j);
      }
    }
    return { to: Int32Array.from(to), factor: Float64Array.from(factor) };
  }
}

/** The numbers of blocks that loops over a size can leave, descending. */
function reachable(size: number, most: number): Float64Array {
  const seen = new Set([size]);
  for (const blocks of seen) {
    // What divides a divisor divides the size, too.
    if (most > 1 || blocks === size) for (const left of divisors(primeFactors(blocks))) seen.add(left);
    for (let n = 2; n <= Math.min(blocks, most); n++) seen.add(Math.ceil(blocks / n));
  }
  return Float64Array.from(seen).sort().reverse();
}
