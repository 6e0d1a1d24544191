import { type Problem, tileSize, widthAt } from '../../../language/model/index.js';
import type { Limits } from '../limits.js';
import type { Label } from './label.js';
import type { Lattice } from './lattice.js';

/** A table of the tiles that fit is kept for a level up to this many extents. */
const FITTING_LIMIT = 1 << 22;

/** Which tiles the levels of a problem may have. */
export class TileLimits {
  /** By level and dimension, the product of what outer `=` constraints demand, and of what all outer constraints demand. */
  readonly #exactOutside: Float64Array;
  readonly #leastOutside: Float64Array;
  /** By level and rank: 1 where the tile fits it and all memories outside, 2 where it does not, 0 while unknown. */
  readonly #fitting: (Uint8Array | undefined)[] = [];

  constructor(
    readonly problem: Problem,
    readonly limits: Limits,
    readonly lattice: Lattice,
  ) {
    const D = problem.dimensions.length;
    const L = problem.levels.length;
    const { lower, upper } = limits;
    this.#exactOutside = new Float64Array(L * D).fill(1);
    this.#leastOutside = new Float64Array(L * D).fill(1);
    for (let l = 1; l < L; l++) {
      for (let d = 0; d < D; d++) {
        const outer = (l - 1) * D + d;
        const exact = lower[outer] === upper[outer] ? lower[outer] : 1;
        this.#exactOutside[l * D + d] = this.#exactOutside[outer] * exact;
        this.#leastOutside[l * D + d] = this.#leastOutside[outer] * lower[outer];
      }
    }
  }

  /** Whether a tile leaves the levels outside level `l` what their constraints on dimension `d` demand. */
  leaveEnough(l: number, d: number, extent: number): boolean {
    const { sizes } = this.lattice;
    const i = l * sizes.length + d;
    const left = sizes[d] / extent;
    return left >= this.#leastOutside[i] && left % this.#exactOutside[i] === 0;
  }

  /** Whether a label's tile fits level `l` and all memories outside it, which hold at least as much. */
  fit(l: number, { extents, rank }: Label): boolean {
    const { count } = this.lattice;
    if (count > FITTING_LIMIT) return this.#hold(l, extents);
    let table = this.#fitting[l];
    if (table === undefined) {
      table = new Uint8Array(count);
      this.#fitting[l] = table;
    }
    if (table[rank] === 0) table[rank] = this.#hold(l, extents) ? 1 : 2;
    return table[rank] === 1;
  }

  #hold(l: number, extents: Float64Array): boolean {
    const { operands, options } = this.problem;
    for (let j = l; j >= 0; j--) {
      const capacity = this.limits.capacity[j];
      if (capacity === Number.POSITIVE_INFINITY) continue;
      let occupied = 0;
      operands.forEach((operand, o) => {
        if (!operand.stores.includes(j)) return;
        occupied += tileSize(operand, extents, 0, options.timeloopBounds) * widthAt(this.problem, j, o);
      });
      if (occupied > capacity) return false;
    }
    return true;
  }
}
