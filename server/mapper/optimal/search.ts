import { distinctOnAxis } from '../../../language/model/evaluator.js';
import { emptyTiling, Evaluator, type Problem, spatialAt, type Tiling } from '../../../language/model/index.js';
import { limitsOf } from '../limits.js';
import { OBJECTIVES } from '../objective.js';
import type { ObjectiveName } from '../request.js';
import { Bounds } from './bounds.js';
import { type Cost, costOf } from './cost.js';
import { Flows } from './flows.js';
import { copyLabel, type Label, LabelSet, newLabel, shardOf } from './labels.js';
import { Lattice } from './lattice.js';
import { ENERGY, LEAK, type Layout, LOAD, layoutOf, TEMPORAL } from './layout.js';
import { LevelOrder } from './orders.js';
import { StageSlots } from './slots.js';
import { SOLO, type Team } from './team.js';
import { Trace } from './trace.js';

/**
 * Bytes that the labels of one stage may take, of all threads together. Three stages are alive at a time, and a growing one
 * holds its old rows while it copies them; with traces and tables of bounds a search stays below 1 GiB.
 */
const STAGE_BYTES = 128 << 20;
/** Relative difference below which costs count as equal: sums in another order differ by less. */
const NOISE = 1e-12;
/** The numbers of a record between threads before its divisor indices and slots. */
const RECORD_HEAD = 8;

/** What a pass reports to while it runs. */
export interface PassHooks {
  /** Whether to give the pass up now. */
  stop(): boolean;
  /** Labels that were expanded. */
  count(labels: number): void;
  /** A lower bound on the cost of all mappings that are still to come. */
  bound(lowest: number): void;
}

const NO_HOOKS: PassHooks = { stop: () => false, count: () => {}, bound: () => {} };

export interface PassResult {
  /** The least that dropped labels could have become; infinite if nothing is better than `best` or the incumbent. */
  readonly dropped: number;
  /** The best mapping, if it is better than the incumbent. */
  readonly best: { readonly tiling: Tiling; readonly value: number } | null;
}

/** A mapping that a pass has completed. */
interface Found {
  readonly cost: number;
  readonly id: number;
  readonly trace: number;
}

/**
 * Label-setting from compute outwards over one set of sizes (METHOD.md). Each pass keeps the `width` most promising labels
 * between two levels; what it drops bounds how much better than its result the best mapping can be. The result does not
 * depend on how many threads there are.
 */
export class OptimalSearch {
  readonly cost: Cost;
  readonly #problem: Problem;
  readonly #objective: ObjectiveName;
  readonly #lattice: Lattice;
  readonly #layout: Layout;
  readonly #flows: Flows;
  readonly #bounds: Bounds;
  readonly #slots: StageSlots;
  readonly #evaluator: Evaluator;
  readonly #orders: readonly (LevelOrder | null)[];
  readonly #limits: ReturnType<typeof limitsOf>;
  /** By level and dimension, the product of what outer `=` constraints demand, and of what all outer constraints demand. */
  readonly #exactOutside: Float64Array;
  readonly #leastOutside: Float64Array;
  readonly #dominance: boolean;
  readonly #parent: Label;
  readonly #child: Label;
  readonly #closed: Label;
  readonly #incoming: Label;
  readonly #record: Float64Array;
  /** The lowest bound of what this pass has dropped. */
  #dropped = Number.POSITIVE_INFINITY;
  #width = Number.POSITIVE_INFINITY;
  #incumbent = Number.POSITIVE_INFINITY;
  #found: Found | null = null;
  #stopped = false;
  #hooks: PassHooks = NO_HOOKS;
  #team: Team = SOLO;
  #traces: readonly Trace[] = [];

  /** @param sizes what the iterations of each dimension multiply up to. */
  constructor(
    problem: Problem,
    readonly sizes: readonly number[],
    objective: ObjectiveName,
  ) {
    const D = problem.dimensions.length;
    const L = problem.levels.length;
    this.#problem = problem;
    this.#objective = objective;
    this.#lattice = new Lattice(sizes);
    this.#layout = layoutOf(problem);
    this.#flows = new Flows(problem, this.#layout, sizes);
    this.cost = costOf(problem, objective, this.#flows.macs);
    this.#limits = limitsOf(problem);
    this.#bounds = new Bounds(problem, this.#layout, this.#limits, this.#lattice, this.cost);
    this.#slots = new StageSlots(problem, this.#layout, this.cost);
    this.#evaluator = new Evaluator(problem);
    this.#orders = problem.levels.map((level, l) =>
      level.type === 'memory' ? new LevelOrder(problem, this.#layout, l) : null,
    );
    // With peToPe, cycles depend on more than the slots hold: bounds stay valid, comparisons of labels do not.
    this.#dominance =
      this.#lattice.exact && !problem.levels.some((level) => level.type === 'fanout' && level.peToPe);
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
    const label = (): Label => newLabel(this.#layout.width, D);
    [this.#parent, this.#child, this.#closed, this.#incoming] = [label(), label(), label(), label()];
    this.#record = new Float64Array(RECORD_HEAD + D + this.#layout.width);
  }

  /** A lower bound on the cost of all mappings of these sizes, before any decision but that of compute. */
  rootBound(): number {
    this.#start(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, NO_HOOKS, SOLO, [new Trace()]);
    return this.#unroll(null, this.#problem.levels.length - 1).lowestBound();
  }

  /**
   * One pass from compute to the outermost level. All members of a team call it alike and get the same result.
   *
   * @param incumbent the cost of the best mapping known, infinite if there is none.
   * @param traces of all members, by number.
   */
  pass(
    width: number,
    incumbent: number,
    hooks: PassHooks,
    team: Team = SOLO,
    traces: readonly Trace[] = [new Trace()],
  ): PassResult {
    this.#start(width, incumbent, hooks, team, traces);
    let labels = this.#unroll(null, this.#problem.levels.length - 1);
    for (let l = this.#problem.levels.length - 2; l >= 0; l--) {
      const lowest = Math.min(labels.lowestBound(), this.#dropped);
      hooks.bound(Math.min(...team.gather([lowest]).flat()));
      if (team.members === 1) traces[0].compact(labels.trace.subarray(0, labels.size));
      labels = this.#problem.levels[l].type === 'fanout' ? this.#unroll(labels, l) : this.#loops(labels, l);
    }
    return this.#result();
  }

  /** What this member alone has completed, when the pass was given up by another. */
  salvage(): PassResult {
    this.#team = SOLO;
    return this.#result();
  }

  #start(width: number, incumbent: number, hooks: PassHooks, team: Team, traces: readonly Trace[]): void {
    this.#width = width;
    this.#incumbent = incumbent;
    this.#hooks = hooks;
    this.#dropped = Number.POSITIVE_INFINITY;
    this.#found = null;
    this.#stopped = false;
    this.#team = team;
    this.#traces = traces;
    traces[team.member].size = 0;
  }

  /** The best that the pass has found, of all members. */
  #result(): PassResult {
    const own = this.#found ?? { cost: Number.POSITIVE_INFINITY, id: 0, trace: -1 };
    let best: Found | null = null;
    let dropped = Number.POSITIVE_INFINITY;
    for (const [cost, id, trace, theirs] of this.#team.gather([own.cost, own.id, own.trace, this.#dropped])) {
      dropped = Math.min(dropped, theirs);
      if (!Number.isFinite(cost)) continue;
      if (best === null || cost < best.cost || (cost === best.cost && id < best.id)) best = { cost, id, trace };
    }
    if (best === null) return { dropped, best: null };
    const tiling = this.#tilingOf(best.trace);
    this.#evaluator.evaluate(tiling);
    return { dropped, best: { tiling, value: OBJECTIVES[this.#objective].value(this.#evaluator) } };
  }

  /** All ways to unroll over a spatial level around each label; from nothing, over compute. */
  #unroll(labels: LabelSet | null, l: number): LabelSet {
    const D = this.sizes.length;
    const factors = new Float64Array(D).fill(1);
    const next = this.#newSet(
      labels === null ? this.#slots.all() : this.#slots.afterUnrolling(this.#usedSlots(labels)),
    );
    this.#listen(next);
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
          child.id = decided(child.id, l, k, factors[k]);
        }
        if (!this.#promises(child, next, l - 1)) return;
        // Compute is unrolled by all members alike, of which each keeps its own.
        if (labels === null && this.#ownerOf(child) !== this.#team.member) return;
        for (let k = 0; k < D; k++) if (factors[k] > 1) child.trace = this.#remember(child.trace, l, k, factors[k]);
        this.#hand(child, next);
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

    for (const row of labels === null ? [-1] : this.#select(labels)) {
      if (this.#mustStop()) {
        this.#dropped = Math.min(this.#dropped, labels?.lowestBound() ?? 0);
        break;
      }
      if (labels !== null) labels.read(row, parent);
      this.#hooks.count(1);
      place(0, 1);
    }
    this.#team.meet();
    return next;
  }

  /** All loops that a memory level can have around each label, stage by stage: labels of a stage have as many loops. */
  #loops(labels: LabelSet, l: number): LabelSet {
    const D = this.sizes.length;
    const order = this.#orders[l]!;
    const loopSlots = this.#slots.afterLoops(this.#usedSlots(labels));
    const finished = this.#newSet(this.#slots.afterClosing(loopSlots, l));
    const parent = this.#parent;
    const child = this.#child;
    const { lower, upper } = this.#limits;
    let stage = labels;
    for (let loops = 0; this.#team.gather([stage.live]).some(([live]) => live > 0); loops++) {
      const next = this.#newSet(loopSlots);
      this.#listen(next);
      for (const row of this.#select(stage)) {
        if (this.#mustStop()) {
          this.#dropped = Math.min(this.#dropped, stage.lowestBound());
          break;
        }
        stage.read(row, parent);
        if (this.#hopeless(parent.bound)) continue;
        this.#hooks.count(1);
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
            child.id = decided(parent.id, l, d, n);
            child.used |= bit;
            child.asleep = asleep;
            child.places = places;
            if (!this.#promises(child, next, l)) continue;
            child.trace = this.#remember(parent.trace, l, d, n);
            this.#hand(child, next);
          }
        }
      }
      this.#team.meet();
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
      // The extents stay, so that the label stays with this thread.
      if (this.#promises(closed, finished, l - 1)) this.#keep(closed, finished);
      return;
    }
    for (let d = 0; d < D; d++) if (closed.extents[d] !== this.sizes[d]) return;
    const { slots } = closed;
    let load = slots[LOAD];
    for (let p = 0; p < this.#layout.ports.length; p++) load = Math.max(load, this.#flows.loadAtEnd(slots, p));
    const instances = this.#flows.macs / slots[TEMPORAL];
    const latency = load / instances;
    const energy = this.#flows.energyAtEnd(slots) + slots[LEAK] * latency;
    if (!this.#hopeless(this.cost.of(energy, latency, instances))) this.#complete(label);
  }

  /** Evaluates a mapping by the model, and keeps it if it is the best. */
  #complete({ id, trace }: Label): void {
    this.#evaluator.evaluate(this.#tilingOf(trace));
    const cost = this.cost.fromValue(OBJECTIVES[this.#objective].value(this.#evaluator));
    const found = this.#found;
    if (cost >= this.#incumbent) return;
    if (found === null || cost < found.cost || (cost === found.cost && id < found.id)) this.#found = { cost, id, trace };
  }

  #tilingOf(last: number): Tiling {
    const D = this.sizes.length;
    const tiling = emptyTiling(this.#problem);
    const loops: number[][] = this.#problem.levels.map(() => []);
    for (const { level, dimension, factor } of Trace.from(this.#traces, last)) {
      tiling.factors[level * D + dimension] = factor;
      loops[level].push(dimension);
    }
    loops.forEach((own, l) => {
      const rest = this.#problem.dimensions.map((_, d) => d).filter((d) => !own.includes(d));
      tiling.order.set([...own, ...rest], l * D);
    });
    return tiling;
  }

  /** Whether nothing of this cost or more is wanted. What ties with a find of this pass is, since another may see it first. */
  #hopeless(cost: number): boolean {
    return cost >= this.#incumbent * (1 - NOISE) || (this.#found !== null && cost > this.#found.cost * (1 + NOISE));
  }

  /** Rounds a label's slots, bounds it, and says whether something that it becomes may be the best. */
  #promises(label: Label, { active }: LabelSet, l: number): boolean {
    const { slots } = label;
    for (let k = 0; k < active.length; k++) slots[active[k]] = rounded(slots[active[k]]);
    if (l >= 0) label.bound = Math.max(label.bound, this.#bounds.lowerBound(label, label.index, label.rank, l));
    return !this.#hopeless(label.bound);
  }

  #keep(label: Label, set: LabelSet): void {
    if (set.exceeds(STAGE_BYTES / this.#team.members)) this.#dropped = Math.min(this.#dropped, set.shrink());
    set.add(label);
  }

  #ownerOf(label: Label): number {
    return this.#team.members === 1 ? 0 : shardOf(label.rank) % this.#team.members;
  }

  /** Gives a label to the thread to which its extents belong. */
  #hand(label: Label, set: LabelSet): void {
    const owner = this.#ownerOf(label);
    if (owner === this.#team.member) {
      this.#keep(label, set);
      return;
    }
    const D = this.sizes.length;
    const record = this.#record;
    record[0] = label.rank;
    record[1] = label.id;
    record[2] = label.flags;
    record[3] = label.used;
    record[4] = label.asleep;
    record[5] = label.places;
    record[6] = label.bound;
    record[7] = label.trace;
    for (let d = 0; d < D; d++) record[RECORD_HEAD + d] = label.index[d];
    for (let k = 0; k < set.active.length; k++) record[RECORD_HEAD + D + k] = label.slots[set.active[k]];
    this.#team.send(owner, record, RECORD_HEAD + D + set.active.length);
  }

  /** Adds what other threads hand over to a stage. */
  #listen(set: LabelSet): void {
    const D = this.sizes.length;
    const label = this.#incoming;
    this.#team.listen(RECORD_HEAD + D + set.active.length, (record) => {
      label.rank = record[0];
      label.id = record[1];
      label.flags = record[2];
      label.used = record[3];
      label.asleep = record[4];
      label.places = record[5];
      label.bound = record[6];
      label.trace = record[7];
      for (let d = 0; d < D; d++) label.index[d] = record[RECORD_HEAD + d];
      for (let k = 0; k < set.active.length; k++) label.slots[set.active[k]] = record[RECORD_HEAD + D + k];
      this.#keep(label, set);
    });
  }

  /** The labels to go on with; the bounds of the others are kept in mind. */
  #select(labels: LabelSet): Int32Array {
    const [rows, dropped] = labels.select(this.#width);
    this.#dropped = Math.min(this.#dropped, dropped);
    return rows;
  }

  #mustStop(): boolean {
    this.#team.receive();
    if (!this.#stopped) this.#stopped = this.#hooks.stop() || this.#traces[this.#team.member].full;
    return this.#stopped;
  }

  #remember(parent: number, l: number, d: number, n: number): number {
    return this.#traces[this.#team.member].push(parent, l, d, n);
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
    const slots = Int32Array.from([...active].sort((a, b) => a - b));
    const compared = Int8Array.from(slots, (slot) => this.#slots.compared[slot]);
    return new LabelSet(this.#lattice, slots, compared, this.#dominance);
  }

  /** The slots that some label of a stage uses, on any thread. */
  #usedSlots(labels: LabelSet): Set<number> {
    const width = labels.active.length;
    const words = new Int32Array(Math.ceil(this.#layout.width / 32));
    for (let k = 0; k < width; k++) {
      const slot = labels.active[k];
      for (let i = 0; i < labels.size; i++) {
        if (labels.slots[i * width + k] !== 0 && !Number.isNaN(labels.bound[i])) {
          words[slot >> 5] |= 1 << (slot & 31);
          break;
        }
      }
    }
    const used = new Set<number>([ENERGY, TEMPORAL, LOAD, LEAK]);
    for (const theirs of this.#team.gather([...words])) {
      for (let slot = 0; slot < this.#layout.width; slot++) {
        if ((theirs[slot >> 5] & (1 << (slot & 31))) !== 0) used.add(slot);
      }
    }
    return used;
  }
}

/** To 40 bits: sums of the same words in another order, which differ in their last bits, become equal. */
function rounded(x: number): number {
  const spread = x * 8193;
  return spread - (spread - x);
}

/** The number of a label after one more decision: a hash, which need not tell all apart, but is the same on every run. */
function decided(id: number, l: number, d: number, n: number): number {
  let low = (id % 4294967296) | 0;
  let high = (id / 4294967296) | 0;
  low = Math.imul(low ^ (l * 64 + d + 1), 0x9e3779b1) + Math.imul(n | 0, 0x85ebca6b);
  high = Math.imul(high ^ low, 0xc2b2ae35) ^ (low >>> 13);
  low = Math.imul(low ^ (high >>> 16), 0x27d4eb2f);
  return (high & 0x1fffff) * 4294967296 + (low >>> 0);
}
