import { Evaluator, emptyTiling, type Problem, spatialAt, type Tiling } from '../../../language/model/index.js';
import { type Choice, keeping } from '../keeping.js';
import { type Limits, limitsOf } from '../limits.js';
import { OrderConstraint } from '../orders.js';
import type { Cost, Goal } from './cost.js';
import { Exchange } from './exchange.js';
import { Interchange } from './interchange.js';
import { copyLabel, type Label, newLabel, SHARDS } from './label.js';
import type { LabelSet } from './label-set.js';
import type { Lattice } from './lattice.js';
import { type FlowRules, type LowerBounds, type Rules, rulesOf } from './rules.js';
import { Stages } from './stages.js';
import { SOLO, type Team } from './team.js';
import { TileLimits } from './tile-limits.js';
import { Trace } from './trace.js';

/** Relative difference below which costs count as equal: what the rounding of all decisions together can make. */
const NOISE = 2e-11;
/** Sweeps of at least this width are worth more threads; they divide what they keep among shards, however many threads there are. */
export const TEAM_WIDTH = 8192;

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

/** What a sweep came to. */
export interface SweepResult {
  /** The least that labels not expanded can become; infinite if nothing is better than `best` or the incumbent. */
  readonly lowest: number;
  /** The best mapping, if it is better than the incumbent. */
  readonly best: Tiling | null;
}

/** A mapping that a sweep has completed. */
interface CompletedMapping {
  readonly cost: number;
  readonly id: number;
  readonly trace: number;
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
  readonly #rules: Rules;
  readonly #flows: FlowRules;
  readonly #bounds: LowerBounds;
  readonly #evaluator: Evaluator;
  /** By level, of the memories. */
  readonly #orders: readonly (OrderConstraint | null)[];
  readonly #interchanges: readonly (Interchange | null)[];
  readonly #limits: Limits;
  readonly #tiles: TileLimits;
  readonly #stages: Stages;
  readonly #exchange: Exchange;
  readonly #parent: Label;
  readonly #child: Label;
  readonly #closed: Label;
  #incumbent = Number.POSITIVE_INFINITY;
  #found: CompletedMapping | null = null;
  #stopped = false;
  #started = false;
  #hooks: SweepHooks = NO_HOOKS;
  #traces: readonly Trace[];

  /**
   * @param choice of sizes, of what memories keep, and of whether fanouts are ragged.
   * @param traces of all threads that may take part, by number.
   * @param labelBytes that all labels may take, of all threads together.
   */
  constructor(
    problem: Problem,
    readonly choice: Choice,
    goal: Goal,
    traces: readonly Trace[] = [new Trace()],
    labelBytes?: number,
  ) {
    const { sizes, bypass, ragged } = choice;
    problem = keeping(problem, bypass);
    this.#problem = problem;
    this.#limits = limitsOf(problem);
    this.#rules = rulesOf(problem, this.#limits, sizes, goal, ragged);
    const { cost, flows, bounds, lattice, operands, slots, width } = this.#rules;
    [this.cost, this.#flows, this.#bounds, this.#lattice] = [cost, flows, bounds, lattice];
    this.#tiles = new TileLimits(problem, this.#limits, lattice);
    this.#evaluator = new Evaluator(problem);
    const isMemory = (l: number) => problem.levels[l].type === 'memory';
    this.#orders = problem.levels.map((_, l) => (isMemory(l) ? new OrderConstraint(problem, l) : null));
    this.#interchanges = problem.levels.map((_, l) => (isMemory(l) ? new Interchange(problem, operands, l) : null));
    this.#stages = new Stages(problem, this.#limits, lattice, slots, this.#rules.comparable, labelBytes);
    this.#exchange = new Exchange(lattice, width);
    const label = (): Label => newLabel(width, sizes.length);
    [this.#parent, this.#child, this.#closed] = [label(), label(), label()];
    this.#traces = traces;
  }

  /** A lower bound on the cost of all mappings of these sizes, before any decision but that of compute. */
  rootBound(): number {
    this.#begin(Number.POSITIVE_INFINITY, NO_HOOKS, SOLO);
    return this.#stages.lowest();
  }

  /** How many labels that are not expanded yet cost less than `cost` so far. */
  waiting(cost: number): number {
    return this.#stages.all.reduce((sum, { labels }) => sum + labels.waiting(cost), 0);
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
    this.#stages.all.forEach(({ loops, labels }, stage) => {
      if (loops === 0) {
        const lowest = Math.min(this.#stages.lowest(), this.#found?.cost ?? Number.POSITIVE_INFINITY);
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
    this.#exchange.team = SOLO;
    return this.#result();
  }

  /**
   * Goes on remembering in the traces of several threads, of which this is the first.
   *
   * @param traces of all of them; what they have remembered is forgotten.
   * @returns false where there is no room for the decisions so far.
   */
  rememberIn(traces: readonly Trace[]): boolean {
    const [own] = this.#traces;
    const [shared] = traces;
    if (own === undefined || shared === undefined) throw new Error('a search has a trace');
    const lasts = this.#stages.all.map(({ labels }) => labels.trace.subarray(0, labels.size));
    own.compact(lasts);
    if (!shared.takeOver(own, lasts)) return false;
    this.#traces = traces;
    return true;
  }

  /** Hands the labels that another thread owns to it, after sweeps alone. The other members call it alike. */
  deal(team: Team): void {
    this.#exchange.team = team;
    for (const { labels } of this.#stages.all) {
      this.#listen(labels);
      for (let row = 0; row < labels.size; row++) {
        if (Number.isNaN(labels.bound[row])) continue;
        labels.read(row, this.#parent);
        if (this.#exchange.keeps(this.#parent)) continue;
        this.#exchange.send(this.#parent, labels, labels.expanded[row] !== 0);
        labels.drop(row);
      }
      team.meet();
    }
    this.#started = true;
  }

  #begin(incumbent: number, hooks: SweepHooks, team: Team): void {
    this.#incumbent = incumbent;
    this.#exchange.team = team;
    this.#found = null;
    this.#stopped = false;
    if (!this.#started) this.#startStages();
    this.#hooks = hooks;
  }

  /** Fills the first stage, to the end: without all of it, no bound holds. */
  #startStages(): void {
    this.#started = true;
    this.#hooks = NO_HOOKS;
    this.#unroll(
      newLabel(this.#rules.width, this.choice.sizes.length),
      this.#problem.levels.length - 1,
      this.#stages.all[0].labels,
    );
  }

  /** The best that the sweep has found, of all members. */
  #result(): SweepResult {
    const own = this.#found ?? { cost: Number.POSITIVE_INFINITY, id: 0, trace: -1 };
    let best: CompletedMapping | null = null;
    let lowest = Number.POSITIVE_INFINITY;
    for (const [cost, id, trace, theirs] of this.#exchange.team.gather([
      own.cost,
      own.id,
      own.trace,
      this.#stages.lowest(),
    ])) {
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
    const { level, loops, labels } = this.#stages.all[stage];
    const next = this.#stages.all[stage + 1]?.labels ?? null;
    this.#stages.expanding = labels;
    if (next !== null) this.#listen(next);
    // Between threads, the same number of labels of each shard is kept, however many threads there are.
    for (const row of labels.select(width, width >= TEAM_WIDTH ? SHARDS : 1)) {
      if (this.#mustStop()) break;
      labels.expanded[row] = 1;
      if (this.#hopeless(labels.bound[row])) continue;
      labels.read(row, this.#parent);
      this.#hooks.count(1);
      const { type } = this.#problem.levels[level];
      if (type === 'fanout') this.#unroll(this.#parent, level, next!);
      else if (type === 'link') this.#pass(this.#parent, level, next!);
      else this.#loop(this.#parent, level, loops, next);
      // What was only begun is still to be done.
      if (this.#stopped) labels.expanded[row] = 0;
    }
    return labels.waiting(Number.POSITIVE_INFINITY);
  }

  /** All ways to unroll over a spatial level around a label. */
  #unroll(parent: Label, l: number, next: LabelSet): void {
    const D = this.choice.sizes.length;
    const L = this.#problem.levels.length;
    const factors = new Float64Array(D).fill(1);
    const reached = Int32Array.from(parent.index);
    const child = this.#child;
    const { lower, upper, leastUsed } = this.#limits;
    const { mesh } = spatialAt(this.#problem, l);

    const place = (d: number, used: number): void => {
      // A large array can be unrolled over in very many ways.
      this.#stopped ||= this.#hooks.stop();
      if (this.#stopped) return;
      if (d === D) {
        if (used < leastUsed[l]) return;
        copyLabel(parent, child);
        if (l === L - 1) this.#flows.start(child, factors);
        else this.#flows.unroll(child, l, factors);
        for (let k = 0; k < D; k++) {
          if (factors[k] === 1) continue;
          child.index[k] = reached[k];
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
      const { to, factor } = this.#lattice.spatial(d, parent.index[d]);
      for (let i = 0; i < factor.length; i++) {
        const n = factor[i];
        if (n > upper[l * D + d] || used * n > mesh) break;
        if (n < least || !this.#tiles.leaveEnough(l, d, to[i])) continue;
        factors[d] = n;
        reached[d] = to[i];
        place(d + 1, used * n);
      }
      factors[d] = 1;
      reached[d] = parent.index[d];
    };
    place(0, 1);
  }

  /** A link around a label, on which nothing is to be decided. */
  #pass(parent: Label, l: number, next: LabelSet): void {
    const passed = this.#closed;
    copyLabel(parent, passed);
    this.#flows.pass(passed, l);
    // The extents stay, so the label stays with this thread.
    if (this.#promises(passed, next, l - 1)) this.#keep(passed, next);
  }

  /** Ends a memory level around a label, and puts every loop around it that the level can have next. */
  #loop(parent: Label, l: number, loops: number, next: LabelSet | null): void {
    const D = this.choice.sizes.length;
    const order = this.#orders[l]!;
    const interchange = this.#interchanges[l]!;
    const child = this.#child;
    const { lower, upper } = this.#limits;
    if (loops === 0) {
      parent.used = 0;
      parent.asleep = 0;
      parent.places = order.places;
      if (!this.#tiles.fit(l, parent)) return;
    }
    this.#finish(parent, l);
    for (let d = 0; d < D; d++) {
      const bit = 1 << d;
      if ((parent.used & bit) !== 0 || (parent.asleep & bit) !== 0 || upper[l * D + d] === 1) continue;
      const places = order.after(d, parent.used, parent.places);
      if (places < 0) continue;
      const asleep = interchange.notAround(d, parent.flags, parent.used);
      const own = parent.index[d];
      const { to, factor } = this.#lattice.temporal(d, own);
      // Outermost, nothing is left for later.
      for (let i = l === 0 ? Math.max(0, to.length - 1) : 0; i < to.length; i++) {
        const n = factor[i];
        if (n > upper[l * D + d]) break;
        if (n < lower[l * D + d] || !this.#tiles.leaveEnough(l, d, to[i])) continue;
        copyLabel(parent, child);
        this.#flows.loop(child, l, d, n, parent.used === 0);
        child.index[d] = to[i];
        child.rank += (to[i] - own) * this.#lattice.stride[d];
        if (!this.#tiles.fit(l, child)) break;
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
    const D = this.choice.sizes.length;
    const { lower } = this.#limits;
    for (let d = 0; d < D; d++) if (lower[l * D + d] > 1 && (label.used & (1 << d)) === 0) return;
    const closed = this.#closed;
    copyLabel(label, closed);
    this.#flows.close(closed, l);
    closed.used = 0;
    closed.asleep = 0;
    closed.places = 0;
    if (l > 0) {
      // The extents stay, so the label stays with this thread.
      const finished = this.#stages.before(l - 1);
      if (this.#promises(closed, finished, l - 1)) this.#keep(closed, finished);
      return;
    }
    for (let d = 0; d < D; d++) if (this.#lattice.blocks[d][closed.index[d]] !== 1) return;
    const { energy, latency, instances } = this.#flows.outcome(closed.slots);
    if (!this.#hopeless(this.cost.of(energy, latency, instances))) this.#complete(label);
  }

  /** Evaluates a mapping by the model, and keeps it if it is the best. */
  #complete({ id, trace }: Label): void {
    const { macs, energy, latency, loops } = this.#evaluated(this.#tilingOf(trace));
    const cost = this.cost.of(energy, latency, macs / loops.steps);
    const found = this.#found;
    if (cost >= this.#incumbent) return;
    if (found === null || cost < found.cost || (cost === found.cost && id < found.id))
      this.#found = { cost, id, trace };
  }

  #evaluated(tiling: Tiling): Evaluator {
    this.#evaluator.evaluate(tiling, this.choice.sizes);
    return this.#evaluator;
  }

  #tilingOf(last: number): Tiling {
    const D = this.choice.sizes.length;
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

  /** Bounds a label, says whether something that it becomes may be the best, and rounds its slots if so. */
  #promises(label: Label, { possible }: LabelSet, l: number): boolean {
    if (l >= 0) label.bound = Math.max(label.bound, this.#bounds.lowerBound(label, label.index, label.rank, l));
    if (this.#hopeless(label.bound)) return false;
    const { slots } = label;
    for (let k = 0; k < possible.length; k++) slots[possible[k]] = rounded(slots[possible[k]]);
    return true;
  }

  /** @returns the label's row, −1 if it was not wanted. */
  #keep(label: Label, set: LabelSet, expanded = false): number {
    return this.#stages.keep(label, set, expanded, this.#exchange.team.members);
  }

  /** Adds what other threads hand over to a stage. */
  #listen(set: LabelSet): void {
    this.#exchange.listen(set, (label, expanded) => this.#keep(label, set, expanded));
  }

  /**
   * Gives a label to the thread to which its extents belong.
   *
   * @param remember adds its last decisions to those of its parent; only done where it can be wanted.
   */
  #hand(label: Label, set: LabelSet, remember: (trace: number) => number): void {
    if (this.#exchange.keeps(label)) {
      const row = this.#keep(label, set);
      if (row >= 0) set.trace[row] = remember(label.trace);
    } else {
      label.trace = remember(label.trace);
      this.#exchange.send(label, set, false);
    }
  }

  #mustStop(): boolean {
    this.#exchange.team.receive();
    const trace = this.#traces[this.#exchange.team.member];
    if (trace.full && trace.members === 1) {
      trace.compact(this.#stages.all.map(({ labels }) => labels.trace.subarray(0, labels.size)));
    }
    if (!this.#stopped) this.#stopped = this.#hooks.stop() || trace.full;
    return this.#stopped;
  }

  #remember(parent: number, l: number, d: number, n: number): number {
    return this.#traces[this.#exchange.team.member].push(parent, l, d, n);
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
