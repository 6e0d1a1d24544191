import {
  Evaluator,
  emptyTiling,
  type Problem,
  spatialAt,
  type Tiling,
  tileSize,
} from '../../../language/model/index.js';
import { limitsOf } from '../limits.js';
import { OrderConstraint } from '../orders.js';
import { Bounds } from './bounds.js';
import { type Cost, costOf, type Goal } from './cost.js';
import { Flows } from './flows.js';
import { Interchange } from './interchange.js';
import { copyLabel, type Label, LabelSet, newLabel, SHARDS, shardOf } from './labels.js';
import { Lattice } from './lattice.js';
import { type Layout, LEAK, LOAD, layoutOf, TEMPORAL } from './layout.js';
import { StageSlots } from './slots.js';
import { SOLO, type Team } from './team.js';
import { Trace } from './trace.js';

/**
 * Bytes that all labels may take, of all threads together. The largest stage can be half of them and holds its old rows while it
 * grows; with traces and tables of bounds a search stays below 1 GiB.
 */
const LABEL_BYTES = 384 << 20;
/** Relative difference below which costs count as equal: what the rounding of all decisions together can make. */
const NOISE = 2e-11;
/** Sweeps of at least this width are worth more threads; they divide what they keep among shards, however many threads there are. */
export const TEAM_WIDTH = 8192;
/** Memory is looked at whenever a stage has grown by so many labels, less one: a power of two. */
const LOOK_AROUND = 1023;
/** A table of the tiles that fit is kept for a level up to this many extents. */
const FITTING_LIMIT = 1 << 22;
/** The numbers of a record between threads before its divisor indices and slots. */
const RECORD_HEAD = 9;

/** What a sweep reports to while it runs. */
export interface SweepHooks {
  /** Whether to give the sweep up now. */
  stop(): boolean;
  /** Labels that were expanded. */
  count(labels: number): void;
  /** A lower bound on the cost of all mappings that are still to come. */
  bound(lowest: number): void;
}

const NO_HOOKS: SweepHooks = { stop: () => false, count: () => {}, bound: () => {} };

export interface SweepResult {
  /** The least that labels not expanded can become; infinite if nothing is better than `best` or the incumbent. */
  readonly lowest: number;
  /** The best mapping, if it is better than the incumbent. */
  readonly best: Tiling | null;
}

/** A mapping that a sweep has completed. */
interface Found {
  readonly cost: number;
  readonly id: number;
  readonly trace: number;
}

/** Labels that have decided the same number of loops of the same level, and all levels inside it. */
interface Stage {
  readonly level: number;
  /** Loops of a memory level, 0 for a fanout. */
  readonly loops: number;
  readonly labels: LabelSet;
}

/**
 * Label-setting from compute outwards over one set of sizes (METHOD.md). A sweep goes through all stages and expands the most
 * promising labels of each; the next one goes on with those that are left. Their bounds say how much better than the best
 * mapping so far the best of all can be. The result does not depend on how many threads there are.
 */
export class OptimalSearch {
  readonly cost: Cost;
  readonly #problem: Problem;
  readonly #lattice: Lattice;
  readonly #layout: Layout;
  readonly #flows: Flows;
  readonly #bounds: Bounds;
  readonly #slots: StageSlots;
  readonly #evaluator: Evaluator;
  /** By level, of the memories. */
  readonly #orders: readonly (OrderConstraint | null)[];
  readonly #interchanges: readonly (Interchange | null)[];
  readonly #limits: ReturnType<typeof limitsOf>;
  /** By level and dimension, the product of what outer `=` constraints demand, and of what all outer constraints demand. */
  readonly #exactOutside: Float64Array;
  readonly #leastOutside: Float64Array;
  readonly #dominance: boolean;
  /** By level and rank: 1 where the tile fits it and all memories outside, 2 where it does not, 0 while unknown. */
  readonly #fitting: (Uint8Array | undefined)[] = [];
  readonly #parent: Label;
  readonly #child: Label;
  readonly #closed: Label;
  readonly #incoming: Label;
  readonly #record: Float64Array;
  /** In the order of a sweep. Of level `l` with `k` loops at `#stageOf[l] + k`. */
  readonly #stages: Stage[] = [];
  readonly #stageOf: Int32Array;
  /** The lowest bound of labels that had to go for want of memory. */
  #dropped = Number.POSITIVE_INFINITY;
  #incumbent = Number.POSITIVE_INFINITY;
  #found: Found | null = null;
  #stopped = false;
  #started = false;
  /** The stage whose labels are being expanded: its rows must stay where they are. */
  #expanding: LabelSet | null = null;
  #hooks: SweepHooks = NO_HOOKS;
  #team: Team = SOLO;
  #traces: readonly Trace[];

  /**
   * @param sizes what the iterations of each dimension multiply up to.
   * @param traces of all threads that may take part, by number.
   * @param labelBytes that all labels may take, of all threads together.
   */
  constructor(
    problem: Problem,
    readonly sizes: readonly number[],
    goal: Goal,
    traces: readonly Trace[] = [new Trace()],
    readonly labelBytes = LABEL_BYTES,
  ) {
    const D = problem.dimensions.length;
    const L = problem.levels.length;
    this.#problem = problem;
    this.#lattice = new Lattice(sizes);
    this.#layout = layoutOf(problem);
    this.#flows = new Flows(problem, this.#layout, sizes);
    this.cost = costOf(problem, goal, this.#flows.macs);
    this.#limits = limitsOf(problem);
    this.#bounds = new Bounds(problem, this.#layout, this.#limits, this.#lattice, this.cost);
    this.#slots = new StageSlots(problem, this.#layout, this.cost);
    this.#evaluator = new Evaluator(problem);
    const isMemory = (l: number) => problem.levels[l].type === 'memory';
    this.#orders = problem.levels.map((_, l) => (isMemory(l) ? new OrderConstraint(problem, l) : null));
    this.#interchanges = problem.levels.map((_, l) => (isMemory(l) ? new Interchange(problem, this.#layout, l) : null));
    // With peToPe, cycles depend on more than the slots hold: bounds stay valid, comparisons of labels only where cycles do
    // not matter.
    const forwards = problem.levels.some((level) => level.type === 'fanout' && level.peToPe);
    this.#dominance = this.#lattice.exact && !(forwards && this.#slots.cycles);
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
    this.#traces = traces;
    this.#stageOf = new Int32Array(L);
    this.#layStages();
  }

  /** A lower bound on the cost of all mappings of these sizes, before any decision but that of compute. */
  rootBound(): number {
    this.#begin(Number.POSITIVE_INFINITY, NO_HOOKS, SOLO);
    return this.#lowest();
  }

  /**
   * Goes through all stages once. All members of a team call it alike and get the same result.
   *
   * @param width how many labels of each stage are expanded.
   * @param incumbent the cost of the best mapping known, infinite if there is none.
   */
  sweep(width: number, incumbent: number, hooks: SweepHooks, team: Team = SOLO): SweepResult {
    this.#begin(incumbent, hooks, team);
    let left = 0;
    this.#stages.forEach(({ loops, labels }, stage) => {
      if (loops === 0) {
        const lowest = Math.min(this.#lowest(), this.#found?.cost ?? Number.POSITIVE_INFINITY);
        hooks.bound(Math.min(...team.gather([lowest]).flat()));
      }
      left += this.#sweepStage(stage, width);
      team.meet();
      // Once all stages inside are done, nothing comes that would have to be compared.
      if (team.gather([left]).every(([theirs]) => theirs === 0)) labels.clear();
    });
    return this.#result();
  }

  /** What this member alone has completed, when the sweep was given up by another. */
  salvage(): SweepResult {
    this.#team = SOLO;
    return this.#result();
  }

  /** Hands the labels that another thread owns to it, after sweeps alone. The other members call it alike. */
  deal(team: Team): void {
    this.#team = team;
    for (const { labels } of this.#stages) {
      this.#listen(labels);
      for (let row = 0; row < labels.size; row++) {
        if (Number.isNaN(labels.bound[row])) continue;
        labels.read(row, this.#parent);
        if (this.#ownerOf(this.#parent) === team.member) continue;
        this.#send(this.#parent, labels, labels.expanded[row] !== 0);
        labels.drop(row);
      }
      team.meet();
    }
    this.#started = true;
  }

  #layStages(): void {
    const D = this.sizes.length;
    const { upper } = this.#limits;
    let slots = this.#slots.atStart();
    for (let l = this.#problem.levels.length - 2; l >= 0; l--) {
      this.#stageOf[l] = this.#stages.length;
      this.#stages.push({ level: l, loops: 0, labels: this.#newSet(slots) });
      if (this.#problem.levels[l].type === 'fanout') {
        slots = this.#slots.afterUnrolling(slots);
        continue;
      }
      slots = this.#slots.afterLoops(slots);
      const most = this.sizes.filter((size, d) => size > 1 && upper[l * D + d] > 1).length;
      for (let loops = 1; loops <= most; loops++) {
        this.#stages.push({ level: l, loops, labels: this.#newSet(slots) });
      }
      slots = this.#slots.afterClosing(slots, l);
    }
  }

  #begin(incumbent: number, hooks: SweepHooks, team: Team): void {
    this.#incumbent = incumbent;
    this.#hooks = hooks;
    this.#team = team;
    this.#found = null;
    this.#stopped = false;
    if (this.#started) return;
    this.#started = true;
    this.#unroll(
      newLabel(this.#layout.width, this.sizes.length),
      this.#problem.levels.length - 1,
      this.#stages[0].labels,
    );
  }

  /** The least that labels not expanded can become. */
  #lowest(): number {
    return this.#stages.reduce((lowest, { labels }) => Math.min(lowest, labels.lowestBound()), this.#dropped);
  }

  /** The best that the sweep has found, of all members. */
  #result(): SweepResult {
    const own = this.#found ?? { cost: Number.POSITIVE_INFINITY, id: 0, trace: -1 };
    let best: Found | null = null;
    let lowest = Number.POSITIVE_INFINITY;
    for (const [cost, id, trace, theirs] of this.#team.gather([own.cost, own.id, own.trace, this.#lowest()])) {
      lowest = Math.min(lowest, theirs);
      if (!Number.isFinite(cost)) continue;
      if (best === null || cost < best.cost || (cost === best.cost && id < best.id)) best = { cost, id, trace };
    }
    return { lowest, best: best === null ? null : this.#tilingOf(best.trace) };
  }

  /**
   * Expands the most promising labels of a stage.
   *
   * @returns how many are left.
   */
  #sweepStage(stage: number, width: number): number {
    const { level, loops, labels } = this.#stages[stage];
    const next = this.#stages[stage + 1]?.labels ?? null;
    this.#expanding = labels;
    if (next !== null) this.#listen(next);
    // Between threads, the same number of labels of each shard is kept, however many threads there are.
    for (const row of labels.select(width, width >= TEAM_WIDTH ? SHARDS : 1)) {
      if (this.#mustStop()) break;
      labels.expanded[row] = 1;
      if (this.#hopeless(labels.bound[row])) continue;
      labels.read(row, this.#parent);
      this.#hooks.count(1);
      if (this.#problem.levels[level].type === 'fanout') this.#unroll(this.#parent, level, next!);
      else this.#loop(this.#parent, level, loops, next);
    }
    return labels.open;
  }

  /** All ways to unroll over a spatial level around a label. */
  #unroll(parent: Label, l: number, next: LabelSet): void {
    const D = this.sizes.length;
    const L = this.#problem.levels.length;
    const factors = new Float64Array(D).fill(1);
    const child = this.#child;
    const { lower, upper } = this.#limits;
    const { mesh } = spatialAt(this.#problem, l);

    const place = (d: number, used: number): void => {
      if (d === D) {
        copyLabel(parent, child);
        if (l === L - 1) this.#flows.start(child, factors);
        else this.#flows.unroll(child, l, factors);
        for (let k = 0; k < D; k++) {
          if (factors[k] === 1) continue;
          child.index[k] = this.#lattice.divisors[k].indexOf(child.extents[k]);
          child.rank += (child.index[k] - parent.index[k]) * this.#lattice.stride[k];
          child.id = decided(child.id, l, k, factors[k]);
        }
        if (!this.#promises(child, next, l - 1)) return;
        this.#hand(child, next, (trace) => {
          for (let k = 0; k < D; k++) if (factors[k] > 1) trace = this.#remember(trace, l, k, factors[k]);
          return trace;
        });
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
    place(0, 1);
  }

  /** Ends a memory level around a label, and puts every loop around it that the level can have next. */
  #loop(parent: Label, l: number, loops: number, next: LabelSet | null): void {
    const D = this.sizes.length;
    const order = this.#orders[l]!;
    const interchange = this.#interchanges[l]!;
    const child = this.#child;
    const { lower, upper } = this.#limits;
    if (loops === 0) {
      parent.used = 0;
      parent.asleep = 0;
      parent.places = order.places;
      if (!this.#fits(l, parent)) return;
    }
    this.#finish(parent, l);
    for (let d = 0; d < D; d++) {
      const bit = 1 << d;
      if ((parent.used & bit) !== 0 || (parent.asleep & bit) !== 0 || upper[l * D + d] === 1) continue;
      const places = order.after(d, parent.used, parent.places);
      if (places < 0) continue;
      const asleep = interchange.notAround(d, parent.flags, parent.used);
      const own = parent.index[d];
      const { to, factor } = this.#lattice.steps(d, own);
      // Outermost, nothing is left for later.
      for (let i = l === 0 ? Math.max(0, to.length - 1) : 0; i < to.length; i++) {
        const n = factor[i];
        if (n > upper[l * D + d]) break;
        if (n < lower[l * D + d] || !this.#leavesEnough(l, d, parent.extents[d] * n)) continue;
        copyLabel(parent, child);
        this.#flows.loop(child, l, d, n, parent.used === 0);
        child.index[d] = to[i];
        child.rank += (to[i] - own) * this.#lattice.stride[d];
        if (!this.#fits(l, child)) break;
        child.id = decided(parent.id, l, d, n);
        child.used |= bit;
        child.asleep = asleep;
        child.places = places;
        if (!this.#promises(child, next!, l)) continue;
        this.#hand(child, next!, (trace) => this.#remember(trace, l, d, n));
      }
    }
  }

  /** Ends a memory level for a label, which then waits for the next level out; outermost, it is a mapping. */
  #finish(label: Label, l: number): void {
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
      const finished = this.#stages[this.#stageOf[l - 1]].labels;
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
    const { macs, energy, latency, executions } = this.#evaluated(this.#tilingOf(trace));
    const cost = this.cost.of(energy, latency, macs / executions[executions.length - 1]);
    const found = this.#found;
    if (cost >= this.#incumbent) return;
    if (found === null || cost < found.cost || (cost === found.cost && id < found.id))
      this.#found = { cost, id, trace };
  }

  #evaluated(tiling: Tiling): Evaluator {
    this.#evaluator.evaluate(tiling);
    return this.#evaluator;
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
  #promises(label: Label, { possible }: LabelSet, l: number): boolean {
    const { slots } = label;
    for (let k = 0; k < possible.length; k++) slots[possible[k]] = rounded(slots[possible[k]]);
    if (l >= 0) label.bound = Math.max(label.bound, this.#bounds.lowerBound(label, label.index, label.rank, l));
    return !this.#hopeless(label.bound);
  }

  /** @returns the label's row, −1 if it was not wanted. */
  #keep(label: Label, set: LabelSet, expanded = false): number {
    // Looking at all sets is only worth it when one may have grown by much.
    if ((set.size & LOOK_AROUND) === LOOK_AROUND) this.#makeRoom();
    return set.add(label, expanded);
  }

  /** Shrinks the largest stages, but for the one that is being expanded, while labels take more than their memory. */
  #makeRoom(): void {
    const limit = this.labelBytes / this.#team.members;
    const others = this.#stages.map(({ labels }) => labels).filter((labels) => labels !== this.#expanding);
    let bytes = this.#stages.reduce((sum, { labels }) => sum + labels.bytes, 0);
    while (bytes > limit) {
      const largest = others.reduce((a, b) => (b.bytes > a.bytes ? b : a));
      const before = largest.bytes;
      this.#dropped = Math.min(this.#dropped, largest.shrink());
      if (largest.bytes === before) return;
      bytes -= before - largest.bytes;
    }
  }

  #ownerOf(label: Label): number {
    return this.#team.members === 1 ? 0 : shardOf(label.rank) % this.#team.members;
  }

  /**
   * Gives a label to the thread to which its extents belong.
   *
   * @param remember adds its last decisions to those of its parent; only done where it can be wanted.
   */
  #hand(label: Label, set: LabelSet, remember: (trace: number) => number): void {
    if (this.#ownerOf(label) === this.#team.member) {
      const row = this.#keep(label, set);
      if (row >= 0) set.trace[row] = remember(label.trace);
    } else {
      label.trace = remember(label.trace);
      this.#send(label, set, false);
    }
  }

  #send(label: Label, { possible }: LabelSet, expanded: boolean): void {
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
    record[8] = expanded ? 1 : 0;
    for (let d = 0; d < D; d++) record[RECORD_HEAD + d] = label.index[d];
    for (let k = 0; k < possible.length; k++) record[RECORD_HEAD + D + k] = label.slots[possible[k]];
    this.#team.send(this.#ownerOf(label), record, RECORD_HEAD + D + possible.length);
  }

  /** Adds what other threads hand over to a stage. */
  #listen(set: LabelSet): void {
    const D = this.sizes.length;
    const label = this.#incoming;
    const { possible } = set;
    this.#team.listen(RECORD_HEAD + D + possible.length, (record) => {
      label.rank = record[0];
      label.id = record[1];
      label.flags = record[2];
      label.used = record[3];
      label.asleep = record[4];
      label.places = record[5];
      label.bound = record[6];
      label.trace = record[7];
      for (let d = 0; d < D; d++) label.index[d] = record[RECORD_HEAD + d];
      for (let k = 0; k < possible.length; k++) label.slots[possible[k]] = record[RECORD_HEAD + D + k];
      this.#keep(label, set, record[8] !== 0);
    });
  }

  #mustStop(): boolean {
    this.#team.receive();
    const trace = this.#traces[this.#team.member];
    if (trace.full && trace.members === 1) {
      trace.compact(this.#stages.map(({ labels }) => labels.trace.subarray(0, labels.size)));
    }
    if (!this.#stopped) this.#stopped = this.#hooks.stop() || trace.full;
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

  /** Whether a label's tile fits level `l` and all memories outside it, which hold at least as much. */
  #fits(l: number, { extents, rank }: Label): boolean {
    if (this.#lattice.count > FITTING_LIMIT) return this.#holds(l, extents);
    let table = this.#fitting[l];
    if (table === undefined) {
      table = new Uint8Array(this.#lattice.count);
      this.#fitting[l] = table;
    }
    if (table[rank] === 0) table[rank] = this.#holds(l, extents) ? 1 : 2;
    return table[rank] === 1;
  }

  #holds(l: number, extents: Float64Array): boolean {
    for (let j = l; j >= 0; j--) {
      const capacity = this.#limits.capacity[j];
      if (capacity === Number.POSITIVE_INFINITY) continue;
      let words = 0;
      for (const operand of this.#problem.operands) {
        if (operand.stores.includes(j)) words += tileSize(operand, extents, 0, this.#problem.options.timeloopBounds);
      }
      if (words > capacity) return false;
    }
    return true;
  }

  #newSet(possible: ReadonlySet<number>): LabelSet {
    const slots = Int32Array.from([...possible].sort((a, b) => a - b));
    return new LabelSet(this.#lattice, slots, this.#slots.compared, this.#dominance);
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
