import type { Fanout } from '../../../language/domain/index.js';
import { OUT, type Problem } from '../../../language/model/index.js';
import type { Limits } from '../limits.js';
import type { Cost } from './cost.js';
import type { Inside } from './flows.js';
import type { Lattice } from './lattice.js';
import { ENERGY, FIRST, type Layout, LEAK, LOAD, TEMPORAL } from './layout.js';
import { leastCycles } from './least-cycles.js';
import { type OpenLevels, openLevels } from './open-levels.js';
import type { LowerBounds } from './rules.js';

/** Tables of lower bounds by extent are kept up to this many entries. */
const TABLE_LIMIT = 1 << 22;

/** Lower bounds on the cost of everything that a partial mapping can become (METHOD.md, "Lower bounds"). */
export class Bounds implements LowerBounds {
  readonly #open: OpenLevels;
  readonly #tabled: boolean;
  /** By fanout and rank: the most spatial iterations that it and the fanouts outside can take; NaN while unknown. */
  readonly #ahead: (Float64Array | undefined)[];
  readonly #sizes: Float64Array;
  readonly #leastCycles: number;
  /** By operand, its orthogonal dimensions that have iterations. */
  readonly #orthogonals: readonly Uint8Array[];
  /** By port, what drifting flows load it with, and the slots of the shares of which one is the least. */
  readonly #drifting: readonly (readonly { load: number; moved: number; covered: number }[])[];
  /** By dimension, the iterations that a label leaves. */
  readonly #left: Float64Array;

  constructor(
    readonly problem: Problem,
    readonly layout: Layout,
    readonly limits: Limits,
    readonly lattice: Lattice,
    readonly cost: Cost,
  ) {
    const L = problem.levels.length;
    this.#sizes = Float64Array.from(lattice.sizes);
    this.#leastCycles = leastCycles(problem, lattice.sizes);
    this.#left = new Float64Array(lattice.sizes.length);
    this.#orthogonals = problem.operands.map(({ relevant }) =>
      Uint8Array.from(lattice.sizes.flatMap((size, d) => (size > 1 && (relevant & (1 << d)) === 0 ? [d] : []))),
    );
    this.#drifting = layout.ports.map((_, p) =>
      layout.operands.flatMap(({ drifts }) =>
        drifts.flatMap(({ flow, moved, covered }) =>
          flow.loads[p] < 0 ? [] : [{ load: flow.loads[p], moved, covered }],
        ),
      ),
    );
    this.#open = openLevels(problem, layout.operands, lattice.sizes);
    this.#tabled = lattice.count * (L + 3) <= TABLE_LIMIT;
    this.#ahead = problem.levels.map(() => undefined);
  }

  /**
   * A lower bound on the cost of all mappings with this inside. Infinite where the fanouts outside cannot be given what
   * their constraints demand.
   *
   * @param l the innermost level that is still open.
   */
  lowerBound(inside: Inside, index: Uint16Array, rank: number, l: number): number {
    const { slots, extents } = inside;
    const ahead = this.spatialAhead(l, index, rank);
    if (ahead === 0) return Number.POSITIVE_INFINITY;
    const left = this.#left;
    let volume = 1;
    for (let d = 0; d < extents.length; d++) {
      volume *= extents[d];
      left[d] = this.#sizes[d] / extents[d];
    }
    const instances = (volume / slots[TEMPORAL]) * ahead;

    let energy = slots[ENERGY] + this.#open.unopened[l];
    let load = slots[LOAD];
    for (const own of this.layout.operands) {
      const o = own.operand;
      const waiting = own.waiting !== null && (inside.flags & own.waitingBit) !== 0;
      const readsFree = this.#open.readsFree[o][l];
      const updatesFree = this.#open.updatesFree[o][l];
      // Where nothing can become free, there is no need to look how much.
      const may = waiting || readsFree > 1 || updatesFree > 1 || o === OUT;
      const orthogonal = may ? this.#orthogonal(o) : 1;
      const memory = own.openMemory[l];
      // The least shares of what the open span reads and updates: what fanouts ahead share, while loops can free nothing.
      let readShare = may ? 1 / Math.min(readsFree, orthogonal) : 1;
      let updateShare = may ? 1 / Math.min(updatesFree, orthogonal) : 1;
      if (waiting) {
        energy += slots[own.waiting!.slots[0]] / orthogonal;
        readShare = updateShare = 1 / orthogonal;
      }
      for (const { flow, places, moved, covered, memory: delivers } of own.drifts) {
        if (slots[places[0]] === 0) continue;
        // What has moved already, and every word once.
        energy += slots[flow.slots[0]] * Math.min(1, Math.max(slots[moved], slots[covered]));
        if (delivers !== memory) continue;
        readShare = Math.min(1, Math.max(slots[moved] * readShare, slots[covered]));
        updateShare = Math.min(1, Math.max(slots[moved] * updateShare, slots[covered]));
      }
      // Selective sharing of windows may save more than that.
      if (own.windows.length > 0 && !this.layout.exact) readShare = updateShare = 0;
      if (memory >= 0) {
        const readEnergy = this.#open.readEnergy[o][l];
        const writeEnergy = this.#open.writeEnergy[o][l];
        if (own.firstReads < 0) energy += own.reads < 0 ? 0 : slots[own.reads] * readShare * readEnergy;
        else if (!waiting) {
          // The fewer orthogonal iterations remain for memories, the more of the reads are first visits.
          const revisits = Math.max(1, orthogonal / ahead);
          energy += (slots[own.reads] - slots[own.firstReads] / revisits) * readShare * readEnergy;
        }
        if (own.updates >= 0) energy += slots[own.updates] * updateShare * writeEnergy;
      }
      if (o === OUT) energy += slots[FIRST] / Math.max(1, orthogonal / ahead);
    }
    if (this.cost.byLatency) {
      const { ports } = this.layout;
      for (let p = 0; p < ports.length; p++) {
        const { settled, first } = ports[p];
        let own = slots[settled];
        if (first >= 0) own += slots[first];
        for (const { load, moved, covered } of this.#drifting[p]) {
          if (slots[load] !== 0) own += slots[load] * Math.min(1, Math.max(slots[moved], slots[covered]));
        }
        if (own > load) load = own;
      }
    }
    const latency = Math.max(this.#leastCycles, load / instances);
    const leakage = slots[LEAK] * this.#open.leakFactor[l] + this.#open.leakOutside[l];
    return this.cost.of(energy + leakage * latency, latency, instances);
  }

  /** The most spatial iterations that the open fanouts, up to level `l`, can take; 0 if their constraints cannot be met. */
  spatialAhead(l: number, index: Uint16Array, rank: number): number {
    let j = l;
    while (j >= 0 && this.problem.levels[j].type !== 'fanout') j--;
    if (j < 0) return 1;
    if (!this.#tabled) return this.#meshAhead(j, index);
    let table = this.#ahead[j];
    if (table === undefined) {
      table = new Float64Array(this.lattice.count).fill(Number.NaN);
      this.#ahead[j] = table;
    }
    if (Number.isNaN(table[rank])) table[rank] = this.#unrolled(j, 0, index.slice(), rank, 1);
    return table[rank];
  }

  /** The best of all ways to unroll dimensions from `d` on over fanout `j`, `used` of it being taken, with all outside it. */
  #unrolled(j: number, d: number, index: Uint16Array, rank: number, used: number): number {
    const D = this.problem.dimensions.length;
    const { lower, upper, leastUsed } = this.limits;
    if (d === D) return used < leastUsed[j] ? 0 : used * this.spatialAhead(j - 1, index, rank);
    const least = lower[j * D + d];
    let best = least <= 1 ? this.#unrolled(j, d + 1, index, rank, used) : 0;
    if (upper[j * D + d] === 1) return best;
    const own = index[d];
    const { to, factor } = this.lattice.spatial(d, own);
    for (let i = 0; i < to.length; i++) {
      const n = factor[i];
      if (n > upper[j * D + d] || used * n > (this.problem.levels[j] as Fanout).mesh) break;
      if (n < least) continue;
      index[d] = to[i];
      best = Math.max(best, this.#unrolled(j, d + 1, index, rank + (to[i] - own) * this.lattice.stride[d], used * n));
    }
    index[d] = own;
    return best;
  }

  /** Without tables: all meshes outside, or all iterations that are left. */
  #meshAhead(j: number, index: Uint16Array): number {
    let meshes = 1;
    for (let k = 0; k <= j; k++) {
      const level = this.problem.levels[k];
      if (level.type === 'fanout') meshes *= level.mesh;
    }
    let left = 1;
    for (let d = 0; d < index.length; d++) left *= this.lattice.blocks[d][index[d]];
    return Math.min(meshes, left);
  }

  /** The orthogonal iterations of an operand that are left. */
  #orthogonal(o: number): number {
    const orthogonal = this.#orthogonals[o];
    let left = 1;
    for (let i = 0; i < orthogonal.length; i++) left *= this.#left[orthogonal[i]];
    return left;
  }
}
