import { type Problem, type ProblemOperand, tileSize, widthAt } from '../../../language/model/index.js';
import type { Limits } from '../limits.js';
import type { Label } from './label.js';
import type { Lattice } from './lattice.js';

/** A table of the tiles that fit is kept for a level up to this many extents. */
const FITTING_LIMIT = 1 << 22;

/** Which tiles the levels of a problem may have. */
export class TileLimits {
  /** By level, dimension and index of the blocks left: 1 where the levels outside can take them, 2 where not, 0 while unknown. */
  readonly #outside: Uint8Array[];
  /** By level and rank: 1 where the tile fits it and all memories outside, 2 where it does not, 0 while unknown. */
  readonly #fitting: (Uint8Array | undefined)[] = [];
  /** Whether tiles follow from what is left, so one table entry stands for each. */
  readonly #tabled: boolean;
  readonly #tile: Float64Array;
  /** By memory, the operands that it stores, and what a word of each takes there. */
  readonly #stored: readonly (readonly { operand: ProblemOperand; width: number }[])[];

  constructor(
    readonly problem: Problem,
    readonly limits: Limits,
    readonly lattice: Lattice,
  ) {
    this.#outside = problem.levels.flatMap(() => lattice.blocks.map(({ length }) => new Uint8Array(length)));
    this.#tabled = lattice.count <= FITTING_LIMIT && lattice.extentSlot.every((slot) => slot < 0);
    this.#stored = problem.levels.map((_, l) =>
      problem.operands.flatMap((operand, o) =>
        operand.stores.includes(l) ? [{ operand, width: widthAt(problem, l, o) }] : [],
      ),
    );
    this.#tile = new Float64Array(lattice.sizes.length);
  }

  /** Whether the levels outside level `l` can take exactly the blocks of dimension `d` with this index, as far as it alone decides. */
  leaveEnough(l: number, d: number, index: number): boolean {
    const { blocks, sizes } = this.lattice;
    if (l === 0) return blocks[d][index] === 1;
    const known = this.#outside[l * sizes.length + d];
    if (known[index] === 0) known[index] = this.#canTake(l - 1, d, index) ? 1 : 2;
    return known[index] === 1;
  }

  /** Whether level `l` and those outside it can take the blocks of dimension `d` with this index. */
  #canTake(l: number, d: number, index: number): boolean {
    const i = l * this.lattice.sizes.length + d;
    const { lower, upper, mesh } = this.limits;
    if (lower[i] <= 1 && this.leaveEnough(l, d, index)) return true;
    if (upper[i] === 1) return false;
    const spatial = this.problem.levels[l].type !== 'memory';
    const { to, factor } = spatial ? this.lattice.spatial(d, index) : this.lattice.temporal(d, index);
    return factor.some((n, k) => n >= lower[i] && n <= Math.min(upper[i], mesh[l]) && this.leaveEnough(l, d, to[k]));
  }

  /** Whether a label's tile fits level `l` and all memories outside it, which hold at least as much. */
  fit(l: number, { extents, rank }: Label): boolean {
    if (!this.#tabled) return this.#hold(l, extents);
    let table = this.#fitting[l];
    if (table === undefined) {
      table = new Uint8Array(this.lattice.count);
      this.#fitting[l] = table;
    }
    if (table[rank] === 0) table[rank] = this.#hold(l, extents) ? 1 : 2;
    return table[rank] === 1;
  }

  #hold(l: number, extents: Float64Array): boolean {
    const { timeloopBounds } = this.problem.options;
    const { sizes } = this.lattice;
    for (let d = 0; d < sizes.length; d++) this.#tile[d] = Math.min(extents[d], sizes[d]);
    for (let j = l; j >= 0; j--) {
      const capacity = this.limits.capacity[j];
      if (capacity === Number.POSITIVE_INFINITY) continue;
      let occupied = 0;
      for (const { operand, width } of this.#stored[j])
        occupied += tileSize(operand, this.#tile, 0, timeloopBounds) * width;
      if (occupied > capacity) return false;
    }
    return true;
  }
}
