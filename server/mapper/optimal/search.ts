import { distinctOnAxis } from '../../../language/model/evaluator.js';
import { Evaluator, emptyTiling, type Problem, spatialAt, type Tiling } from '../../../language/model/index.js';
import type { SearchControl } from '../control.js';
import { limitsOf } from '../limits.js';
import { Bounds } from './bounds.js';
import { type Cost, costOf } from './cost.js';
import { Flows } from './flows.js';
import { copyLabel, type Label, LabelSet, newLabel } from './labels.js';
import { Lattice } from './lattice.js';
import { ENERGY, FIRST, type Layout, LEAK, LOAD, layoutOf, TEMPORAL } from './layout.js';
import { LevelOrder } from './orders.js';
import { Trace } from './trace.js';

/**
 * Bytes that the labels of one stage may take. Three stages are alive at a time, and a growing one holds its old rows while it
 * copies them; with the decisions ({@link TRACE_LIMIT}) and the tables of bounds a search stays below 1 GiB.
 */
const STAGE_BYTES = 128 << 20;
/** Decisions that may be remembered, at 14 bytes each; a level that needs more is abandoned and the gap stays open. */
const TRACE_LIMIT = 12 << 20;
/** Relative difference below which costs count as equal: sums in another order differ by less. */
const NOISE = 1e-12;

/**
 * Label-setting from compute outwards over one set of sizes (METHOD.md). Each pass keeps the `width` most promising labels
 * between two levels; what it drops bounds how much better than its result the best mapping can be.
 */
export class OptimalSearch {
  readonly #problem: Problem;
  readonly #lattice: Lattice;
  readonly #layout: Layout;
  readonly #flows: Flows;
  readonly #bounds: Bounds;
  readonly #cost: Cost;
  readonly #evaluator: Evaluator;
  readonly #orders: readonly (LevelOrder | null)[];
  readonly #limits: ReturnType<typeof limitsOf>;
  /** By level and dimension, the product of what outer `=` constraints demand, and of what all outer constraints demand. */
  readonly #exactOutside: Float64Array;
  readonly #leastOutside: Float64Array;
  readonly #dominance: boolean;
  #trace = new Trace();
  /** The lowest bound of what this pass has dropped. */
  #dropped = Number.POSITIVE_INFINITY;
  #width = 0;
  #parent: Label;
  #child: Label;
  #closed: Label;

  constructor(
    problem: Problem,
    readonly sizes: readonly number[],
    readonly control: SearchControl,
  ) {
    const D = problem.dimensions.length;
    const L = problem.levels.length;
    this.#problem = problem;
    this.#lattice = new Lattice(sizes);
    this.#layout = layoutOf(problem);
    this.#flows = new Flows(problem, this.#layout, sizes);
    this.#cost = costOf(problem, control.options.objective, this.#flows.macs);
    this.#limits = limitsOf(problem);
    this.#bounds = new Bounds(problem, this.#layout, this.#limits, this.#lattice, this.#cost);
    this.#evaluator = new Evaluator(problem);
    this.#orders = problem.levels.map((level, l) =>
      level.type === 'memory' ? new LevelOrder(problem, this.#layout, l) : null,
    );
    // With peToPe, cycles depend on more than the slots hold: bounds stay valid, comparisons of labels do not.
    this.#dominance = this.#lattice.exact && !problem.levels.some((level) => level.type === 'fanout' && level.peToPe);
    this.#exactOutside = new Float64Array(L * D).fill(1);
    this.#leastOutside = new Float64Array(L * D).fill(1);
    for (let l = 1; l < L; l++) {
      for (let d = 0; d < D; d++) {
        const outer = (l - 1) * D + d;
        const { lower, upper } = this.#limits;
        const exact = lower[outer] === upper[outer] ? lower[outer] : 1;
        this.#exactOutside[l * D + d] = this.#exactOutside[outer] * exact;
        this.#leastOutside[l * D + d] = this.#leastOutside[outer] * lower[outer];
      }
    }
    this.#parent = newLabel(this.#layout.width, D);
    this.#child = newLabel(this.#layout.width, D);
    this.#closed = newLabel(this.#layout.width, D);
  }

  /**
   * One pass from compute to the outermost level.
   *
   * @param report is told, from level to level, a lower bound on the cost of all mappings that are still to come.
   * @returns the same at the end: the least that dropped labels could have become, infinite if none could be the best.
   */
  pass(width: number, report: (lowest: number) => void): number {
    this.#width = width;
    this.#dropped = Number.POSITIVE_INFINITY;
    this.#trace = new Trace();
    let labels = this.#unroll(null, this.#problem.levels.length - 1);
    for (let l = this.#problem.levels.length - 2; l >= 0 && labels !== null; l--) {
      report(this.#lowest(labels));
      this.#trace.compact(labels.trace.subarray(0, labels.size));
      labels = this.#problem.levels[l].type === 'fanout' ? this.#unroll(labels, l) : this.#loops(labels, l);
    }
    return this.#dropped;
  }

  /** The lowest bound among the labels of a stage and all that was dropped. */
  #lowest(labels: LabelSet): number {
    let lowest = this.#dropped;
    for (let i = 0; i < labels.size; i++) if (labels.bound[i] < lowest) lowest = labels.bound[i];
    return lowest;
  }

  /** A lower bound on the cost of all mappings of these sizes, before any decision. */
  rootBound(): number {
    this.#width = Number.POSITIVE_INFINITY;
    this.#dropped = Number.POSITIVE_INFINITY;
    this.#trace = new Trace();
    return this.#lowest(this.#unroll(null, this.#problem.levels.length - 1)!);
  }

  get #best(): number {
    const best = this.control.best;
    return best === null ? Number.POSITIVE_INFINITY : this.#cost.fromValue(best.value);
  }

  /** All ways to unroll over a spatial level around each label; from nothing, over compute. */
  #unroll(labels: LabelSet | null, l: number): LabelSet | null {
    const D = this.sizes.length;
    const factors = new Float64Array(D).fill(1);
    const next = this.#newSet(labels === null ? this.#allSlots() : this.#unrolledSlots(labels.active));
    const rows = labels === null ? [-1] : this.#select(labels);
    const parent = labels === null ? newLabel(this.#layout.width, D) : this.#parent;
    const child = this.#child;
    const { lower, upper } = this.#limits;
    const { mesh } = spatialAt(this.#problem, l);

    const place = (d: number, used: number): void => {
      if (d === D) {
        copyLabel(parent, child);
        if (labels === null) this.#flows.start(child, factors);
        else this.#flows.unroll(child, l, factors);
        for (let k = 0; k < D; k++) {
          if (factors[k] === 1) continue;
          child.index[k] = this.#lattice.divisors[k].indexOf(child.extents[k]);
          child.rank += (child.index[k] - parent.index[k]) * this.#lattice.stride[k];
        }
        if (this.#admit(child, next, l - 1)) {
          let trace = parent.trace;
          for (let k = 0; k < D; k++) if (factors[k] > 1) trace = this.#trace.push(trace, l, k, factors[k]);
          next.trace[next.size - 1] = trace;
        }
        return;
      }
      const least = lower[l * D + d];
      if (least <= 1) place(d + 1, used);
      if (upper[l * D + d] === 1) return;
      const { factor } = this.#lattice.steps(d, parent.index[d]);
      for (let i = 0; i < factor.length; i++) {
        const n = factor[i];
        if (n > upper[l * D + d] || used * n > mesh) break;
        if (n < least || !this.#leavesEnough(l, d, parent.extents[d] * n)) continue;
        factors[d] = n;
        place(d + 1, used * n);
      }
      factors[d] = 1;
    };

    for (const row of rows) {
      if (this.#mustStop()) return this.#abandon(labels, next);
      if (row >= 0 && labels !== null) labels.read(row, parent);
      this.control.count(1);
      place(0, 1);
    }
    return next;
  }

  /** All loops that a memory level can have around each label, stage by stage: labels of a stage have the same number of loops. */
  #loops(labels: LabelSet, l: number): LabelSet | null {
    const D = this.sizes.length;
    const order = this.#orders[l]!;
    const loopSlots = this.#loopSlots(this.#usedSlots(labels));
    const finished = this.#newSet(this.#closedSlots(loopSlots, l));
    const parent = this.#parent;
    const child = this.#child;
    const { lower, upper } = this.#limits;
    let stage = labels;
    for (let loops = 0; stage.live > 0; loops++) {
      const next = this.#newSet(loopSlots);
      for (const row of this.#select(stage)) {
        if (this.#mustStop()) return this.#abandon(stage, next, finished);
        stage.read(row, parent);
        if (parent.bound >= this.#best * (1 - NOISE)) continue;
        this.control.count(1);
        if (loops === 0) {
          parent.used = 0;
          parent.asleep = 0;
          parent.places = order.places;
          if (!this.#fits(l, parent.extents)) continue;
        }
        this.#finish(parent, finished, l);
        for (let d = 0; d < D; d++) {
          const bit = 1 << d;
          if ((parent.used & bit) !== 0 || (parent.asleep & bit) !== 0 || upper[l * D + d] === 1) continue;
          const places = order.after(d, parent.used, parent.places);
          if (places < 0) continue;
          const asleep = order.notAround(d, parent.flags, parent.used);
          const own = parent.index[d];
          const { to, factor } = this.#lattice.steps(d, own);
          // Outermost, nothing is left for later.
          for (let i = l === 0 ? Math.max(0, to.length - 1) : 0; i < to.length; i++) {
            const n = factor[i];
            if (n > upper[l * D + d]) break;
            if (n < lower[l * D + d] || !this.#leavesEnough(l, d, parent.extents[d] * n)) continue;
            copyLabel(parent, child);
            this.#flows.loop(child, l, d, n, parent.used === 0);
            if (!this.#fits(l, child.extents)) break;
            child.index[d] = to[i];
            child.rank += (to[i] - own) * this.#lattice.stride[d];
            child.used |= bit;
            child.asleep = asleep;
            child.places = places;
            if (this.#admit(child, next, l)) {
              next.trace[next.size - 1] = this.#trace.push(parent.trace, l, d, n);
            }
          }
        }
      }
      stage = next;
    }
    return finished;
  }

  /** Ends a memory level for a label, which then waits for the next level out; outermost, it is a mapping. */
  #finish(label: Label, finished: LabelSet, l: number): void {
    const D = this.sizes.length;
    const { lower } = this.#limits;
    for (let d = 0; d < D; d++) if (lower[l * D + d] > 1 && (label.used & (1 << d)) === 0) return;
    const closed = this.#closed;
    copyLabel(label, closed);
    this.#flows.close(closed, l);
    closed.used = 0;
    closed.asleep = 0;
    closed.places = 0;
    if (l > 0) {
      this.#admit(closed, finished, l - 1);
      return;
    }
    for (let d = 0; d < D; d++) if (closed.extents[d] !== this.sizes[d]) return;
    const { slots } = closed;
    let load = slots[LOAD];
    for (let p = 0; p < this.#layout.ports.length; p++) load = Math.max(load, this.#flows.loadAtEnd(slots, p));
    const instances = this.#flows.macs / slots[TEMPORAL];
    const latency = load / instances;
    const energy = this.#flows.energyAtEnd(slots) + slots[LEAK] * latency;
    if (this.#cost.of(energy, latency, instances) >= this.#best * (1 - NOISE)) return;
    const tiling = this.#tilingOf(label.trace);
    this.#evaluator.evaluate(tiling);
    this.control.offer(tiling, this.control.objective.value(this.#evaluator));
  }

  #tilingOf(last: number): Tiling {
    const D = this.sizes.length;
    const tiling = emptyTiling(this.#problem);
    const loops: number[][] = this.#problem.levels.map(() => []);
    for (const { level, dimension, factor } of this.#trace.from(last)) {
      tiling.factors[level * D + dimension] = factor;
      loops[level].push(dimension);
    }
    loops.forEach((own, l) => {
      const rest = this.#problem.dimensions.map((_, d) => d).filter((d) => !own.includes(d));
      tiling.order.set([...own, ...rest], l * D);
    });
    return tiling;
  }

  /** Adds a label to a stage unless nothing that it becomes can be the best. */
  #admit(label: Label, to: LabelSet, l: number): boolean {
    label.bound = Math.max(label.bound, this.#bounds.lowerBound(label, label.index, label.rank, l));
    if (label.bound >= this.#best * (1 - NOISE)) return false;
    if (to.exceeds(STAGE_BYTES)) this.#dropped = Math.min(this.#dropped, to.shrink());
    return to.add(label);
  }

  /** The labels to go on with, best bounds first; the bounds of the others are kept in mind. */
  #select(labels: LabelSet): Int32Array {
    const ranked = labels.ranked();
    if (ranked.length <= this.#width) return ranked;
    this.#dropped = Math.min(this.#dropped, labels.bound[ranked[this.#width]]);
    return ranked.subarray(0, this.#width);
  }

  #mustStop(): boolean {
    return this.control.shouldStop() || this.#trace.size > TRACE_LIMIT;
  }

  #abandon(...stages: (LabelSet | null)[]): null {
    for (const stage of stages) if (stage !== null) this.#dropped = Math.min(this.#dropped, this.#lowest(stage));
    return null;
  }

  /** Whether a tile leaves the outer levels of dimension `d` what their constraints demand. */
  #leavesEnough(l: number, d: number, extent: number): boolean {
    const i = l * this.sizes.length + d;
    const left = this.sizes[d] / extent;
    return left >= this.#leastOutside[i] && left % this.#exactOutside[i] === 0;
  }

  /** Whether a tile fits level `l` and all memories outside it, which hold at least as much. */
  #fits(l: number, extents: Float64Array): boolean {
    for (let j = l; j >= 0; j--) {
      const capacity = this.#limits.capacity[j];
      if (capacity === Number.POSITIVE_INFINITY) continue;
      let words = 0;
      for (const { stores, axes } of this.#problem.operands) {
        if (!stores.includes(j)) continue;
        let size = 1;
        for (let a = 0; a < axes.length; a++) {
          size *= distinctOnAxis(axes[a], extents, 0, this.#problem.options.timeloopBounds);
        }
        words += size;
      }
      if (words > capacity) return false;
    }
    return true;
  }

  #newSet(active: ReadonlySet<number>): LabelSet {
    const { byEnergy, byLatency } = this.#cost;
    const { ports, operands } = this.#layout;
    const leaks = this.#problem.levels.some((level) => level.type !== 'fanout' && level.leakage > 0);
    const cycles = byLatency || (byEnergy && leaks);
    const compared = new Int8Array(this.#layout.width);
    if (byEnergy) compared[ENERGY] = compared[FIRST] = 1;
    if (cycles) compared[TEMPORAL] = compared[LOAD] = 1;
    if (byEnergy && leaks) compared[LEAK] = 1;
    for (const { settled, first } of ports) {
      if (cycles) compared[settled] = 1;
      if (cycles && first >= 0) compared[first] = 1;
    }
    for (const { reads, updates, firstReads, waiting, twins } of operands) {
      // The words of the open span become energy and loads when it closes.
      if (byEnergy || ports.length > 0) {
        compared[reads] = 1;
        if (updates >= 0) compared[updates] = 1;
        if (firstReads >= 0) compared[firstReads] = -1;
      }
      for (const { slots, loads } of [...waiting, ...twins]) {
        if (byEnergy) compared[slots[0]] = 1;
        if (cycles) for (const slot of loads) if (slot >= 0) compared[slot] = 1;
      }
    }
    const slots = Int32Array.from([...active].sort((a, b) => a - b));
    return new LabelSet(
      this.#lattice,
      slots,
      Int8Array.from(slots, (slot) => compared[slot]),
      this.#dominance,
    );
  }

  #allSlots(): Set<number> {
    return new Set(Array.from({ length: this.#layout.width }, (_, slot) => slot));
  }

  /** The slots that some label of a set uses. */
  #usedSlots(labels: LabelSet): Set<number> {
    const width = labels.active.length;
    const used = new Set<number>([ENERGY, TEMPORAL, LOAD, LEAK]);
    for (let k = 0; k < width; k++) {
      for (let i = 0; i < labels.size; i++) {
        if (labels.slots[i * width + k] !== 0 && !Number.isNaN(labels.bound[i])) {
          used.add(labels.active[k]);
          break;
        }
      }
    }
    return used;
  }

  /** The slots that labels can use after an unrolling: windows move flows from class to class. */
  #unrolledSlots(active: Int32Array): Set<number> {
    const slots = new Set<number>(active);
    for (const { waiting, twins } of this.#layout.operands) {
      for (const classes of [waiting, twins]) {
        if (!classes.some((own) => own.slots.some((slot) => slots.has(slot)))) continue;
        for (const own of classes) for (const slot of own.slots) slots.add(slot);
      }
    }
    return slots;
  }

  /** The slots that labels can use once a loop has settled what waits. */
  #loopSlots(active: ReadonlySet<number>): Set<number> {
    const slots = new Set(active);
    for (const { waiting, twins, reads, firstReads } of this.#layout.operands) {
      if (firstReads >= 0 && slots.has(reads)) slots.add(firstReads);
      for (const own of [...waiting, ...twins]) {
        own.slots.forEach((slot, i) => {
          if (!slots.has(slot)) return;
          slots.add(own.targets[i]);
          if (own.firsts[i] >= 0) slots.add(own.firsts[i]);
        });
      }
    }
    return slots;
  }

  /** The slots that labels can use once level `l` is closed. */
  #closedSlots(active: ReadonlySet<number>, l: number): Set<number> {
    const slots = new Set(active);
    for (const { level, settled, first } of this.#layout.ports) {
      if (level !== l) continue;
      slots.add(settled);
      if (first >= 0) slots.add(first);
    }
    this.#layout.operands.forEach((own, o) => {
      if (!this.#problem.operands[o].stores.includes(l)) return;
      slots.add(own.reads);
      if (own.updates >= 0) slots.add(own.updates);
      if (own.firstReads >= 0) slots.add(FIRST);
      for (const { slots: flows } of [...own.waiting, ...own.twins]) for (const slot of flows) slots.add(slot);
    });
    return slots;
  }
}
