import type { Fanout } from '../../../../language/domain/index.js';
import { OUT, type Problem } from '../../../../language/model/index.js';
import type { Limits } from '../../limits.js';
import type { Cost } from '../cost.js';
import type { Inside } from '../flows.js';
import type { Lattice } from '../lattice.js';
import { ENERGY, LEAK, LOAD, TEMPORAL } from '../layout.js';
import { leastCycles } from '../least-cycles.js';
import { type OpenLevels, openLevels } from '../open-levels.js';
import type { LowerBounds } from '../rules.js';
import { total } from './amounts.js';
import type { RaggedLayout } from './layout.js';

/** Tables of what fanouts can take at most are kept where filling them takes at most so many steps, a fraction of a second. */
const MOST_STEPS = 5e6;

/** Lower bounds on the cost of everything that a label can become, with ragged fanouts (METHOD.md, "Ragged fanouts"). */
export class RaggedBounds implements LowerBounds {
  readonly #open: OpenLevels;
  /** By level, the instances of the fanouts up to it. */
  readonly #meshes: Float64Array;
  /** The dimensions that fanouts may cut, and what one step of the index of each adds to an entry of the tables. */
  readonly #cut: readonly number[];
  readonly #stride: readonly number[];
  readonly #entries: number;
  readonly #tabled: boolean;
  /** By fanout and entry: the least share of the steps that it and the fanouts outside leave; NaN while unknown. */
  readonly #ahead: (Float64Array | undefined)[];
  readonly #left: readonly Float64Array[];
  /** By operand, its orthogonal dimensions that no fanout may cut. */
  readonly #whole: readonly (readonly number[])[];
  readonly #leastCycles: number;
  readonly #macs: number;

  constructor(
    readonly problem: Problem,
    readonly layout: RaggedLayout,
    readonly limits: Limits,
    readonly lattice: Lattice,
    readonly cost: Cost,
  ) {
    const L = problem.levels.length;
    const D = lattice.sizes.length;
    this.#macs = lattice.sizes.reduce((a, b) => a * b, 1);
    this.#leastCycles = leastCycles(problem, lattice.sizes);
    this.#open = openLevels(problem, layout.operands, lattice.sizes);
    this.#meshes = new Float64Array(L);
    let meshes = 1;
    problem.levels.forEach((level, l) => {
      if (level.type === 'fanout') meshes *= level.mesh;
      this.#meshes[l] = meshes;
    });
    this.#cut = layout.most.flatMap((most, d) => (most > 1 ? [d] : []));
    let entries = 1;
    this.#stride = this.#cut.map((d) => {
      const own = entries;
      entries *= lattice.blocks[d].length;
      return own;
    });
    this.#entries = entries;
    // Over `k` dimensions, `n` instances can be unrolled in about `n · (ln n)^(k − 1)` ways.
    let ways = 0;
    problem.levels.forEach((level, j) => {
      if (level.type !== 'fanout') return;
      const free = this.#cut.filter((d) => limits.lower[j * D + d] < limits.upper[j * D + d]);
      ways += free.length === 0 ? 1 : level.mesh * Math.max(1, Math.log(level.mesh)) ** (free.length - 1);
    });
    this.#tabled = entries * ways <= MOST_STEPS;
    this.#ahead = problem.levels.map(() => undefined);
    this.#whole = layout.operands.map(({ relevant, cut }) =>
      lattice.sizes.flatMap((_, d) => ((relevant & (1 << d)) === 0 && !cut.includes(d) ? [d] : [])),
    );
    this.#left = layout.operands.map(({ cut }) => new Float64Array(cut.length));
  }

  lowerBound({ slots, flags }: Inside, index: Uint16Array, _rank: number, l: number): number {
    const { blocks } = this.lattice;
    const { operands, ports, first } = this.layout;
    const least = this.#leastAhead(l, index);
    if (least === Number.POSITIVE_INFINITY) return least;
    let energy = slots[ENERGY] + this.#open.unopened[l];
    let latency = Math.max(this.#leastCycles, slots[LOAD] * least);
    let steps = slots[TEMPORAL] * least;
    for (let d = 0; d < index.length; d++) steps *= blocks[d][index[d]];
    for (const own of operands) {
      const { operand: o, cut, moving, still, receivers, openMemory } = own;
      const size = 1 << cut.length;
      const left = this.#left[o];
      // In the end a whole block remains where there is one, else the last.
      let last = 0;
      cut.forEach((d, i) => {
        left[i] = blocks[d][index[d]];
        if (left[i] > 1) last |= 1 << i;
      });
      let free = 1;
      for (const d of this.#whole[o]) free *= blocks[d][index[d]];
      const memory = openMemory[l];
      // Of windows that wait, at least what is left of all words.
      let unseen = 1;
      if ((flags & (own.waitingBit | own.driftingBit)) !== 0) {
        for (const { state, energy: amount, unseen: slot, sender } of receivers) {
          if (slots[state] === 0) continue;
          const share = slot < 0 ? 1 : Math.min(1, slots[slot]);
          energy += (slots[amount.base + last] / free) * share;
          if (sender === memory) unseen = share;
        }
      }
      if (memory >= 0) {
        const readEnergy = this.#open.readEnergy[o][l];
        const writeEnergy = this.#open.writeEnergy[o][l];
        const reads =
          moving.reads < 0
            ? 0
            : Math.max(total(slots, moving.reads, size, left) / this.#open.readsFree[o][l], slots[moving.reads + last]);
        energy +=
          Math.max(
            0,
            reads - (moving.firsts < 0 ? 0 : this.#mostFirsts(slots, moving.firsts, size, left, last, l) / free),
          ) * readEnergy;
        if (still.reads >= 0 && moving.firsts < 0) energy += (slots[still.reads + last] / free) * unseen * readEnergy;
        if (moving.updates >= 0) {
          const updates = total(slots, moving.updates, size, left) / this.#open.updatesFree[o][l];
          energy += Math.max(updates, slots[moving.updates + last]) * writeEnergy;
        }
        if (still.updates >= 0) energy += (slots[still.updates + last] / free) * unseen * writeEnergy;
      }
      if (o !== OUT) continue;
      if (first >= 0) energy -= this.#mostFirsts(slots, first, size, left, last, l) / free;
      if (!this.cost.byLatency) continue;
      for (const port of ports) {
        const off = port.first < 0 ? 0 : Math.abs(slots[port.first + last]) / free;
        latency = Math.max(latency, slots[port.settled] * least - off);
      }
    }
    const leakage = slots[LEAK] * this.#open.leakFactor[l] + this.#open.leakOutside[l];
    return this.cost.of(energy + leakage * latency, latency, this.#macs / steps);
  }

  /** The most that first visits can come to: no temporal loop repeats them, and fanouts have only so many instances. */
  #mostFirsts(slots: Float64Array, base: number, size: number, left: Float64Array, last: number, l: number): number {
    return Math.min(Math.abs(total(slots, base, size, left)), Math.abs(slots[base + last]) * this.#meshes[l]);
  }

  /**
   * The least that the fanouts up to level `l` leave of the steps over all blocks that are left: the product of
   * `⌈blocks / n⌉ / blocks`. Infinite if their constraints cannot be met.
   */
  #leastAhead(l: number, index: Uint16Array): number {
    let j = l;
    while (j >= 0 && this.problem.levels[j].type !== 'fanout') j--;
    if (j < 0) return 1;
    if (!this.#tabled) {
      const blocks = this.#cut.reduce((product, d) => product * this.lattice.blocks[d][index[d]], 1);
      return 1 / Math.min(this.#meshes[j], blocks);
    }
    let table = this.#ahead[j];
    if (table === undefined) {
      table = new Float64Array(this.#entries).fill(Number.NaN);
      this.#ahead[j] = table;
    }
    let entry = 0;
    for (let i = 0; i < this.#cut.length; i++) entry += index[this.#cut[i]] * this.#stride[i];
    if (Number.isNaN(table[entry])) table[entry] = this.#unrolled(j, 0, index.slice(), 1);
    return table[entry];
  }

  /** The best of all ways to unroll the dimensions from `#cut[i]` on over fanout `j`, `used` of it being taken, with all outside it. */
  #unrolled(j: number, i: number, index: Uint16Array, used: number): number {
    const { lower, upper, leastUsed } = this.limits;
    if (i === this.#cut.length) return used < leastUsed[j] ? Number.POSITIVE_INFINITY : this.#leastAhead(j - 1, index);
    const d = this.#cut[i];
    const place = j * this.problem.dimensions.length + d;
    let best = lower[place] <= 1 ? this.#unrolled(j, i + 1, index, used) : Number.POSITIVE_INFINITY;
    if (upper[place] === 1) return best;
    const own = index[d];
    const { to, factor } = this.lattice.spatial(d, own);
    const { mesh } = this.problem.levels[j] as Fanout;
    const blocks = this.lattice.blocks[d];
    let reached = own;
    for (let k = 0; k < to.length; k++) {
      const n = factor[k];
      if (n > upper[place] || used * n > mesh) break;
      // More iterations that leave the same only take more room, which a level may have to use.
      if (n < lower[place] || (to[k] === reached && leastUsed[j] === 1)) continue;
      reached = to[k];
      index[d] = reached;
      best = Math.min(best, (blocks[reached] / blocks[own]) * this.#unrolled(j, i + 1, index, used * n));
    }
    index[d] = own;
    return best;
  }
}
