import type { Problem } from '../../../language/model/index.js';
import type { Limits } from '../limits.js';
import { Bounds } from './bounds.js';
import { type Cost, costOf, type Goal } from './cost.js';
import { Flows, type Inside } from './flows.js';
import type { Looped } from './interchange.js';
import { Lattice } from './lattice.js';
import { layoutOf } from './layout.js';
import { raggedRules } from './ragged/rules.js';
import { PerfectSlots } from './slots.js';

/** A mapping's figures. */
export interface Outcome {
  /** pJ, with leakage. */
  readonly energy: number;
  /** Cycles. */
  readonly latency: number;
  /** MACs per step: with perfect loops, the spatial iterations of all levels together. */
  readonly instances: number;
}

/** What each decision does to what the outside needs to know of the inside. */
export interface FlowRules {
  /** Inside of all levels but compute, whose iterations are `factors`. */
  start(inside: Inside, factors: Float64Array): void;
  /** Puts `factors` iterations (by dimension) on a fanout. */
  unroll(inside: Inside, l: number, factors: Float64Array): void;
  /** Puts a loop of `n` iterations of dimension `d` around everything decided, on memory level `l`. */
  loop(inside: Inside, l: number, d: number, n: number, outermostSoFar: boolean): void;
  /** Ends memory level `l`. */
  close(inside: Inside, l: number): void;
  /** Takes words through link `l`. */
  pass(inside: Inside, l: number): void;
  /** The figures when nothing is left outside. */
  outcome(slots: Float64Array): Outcome;
}

/** Lower bounds on the cost of all that a label can become. */
export interface LowerBounds {
  /** @param l the innermost level that is still open. */
  lowerBound(inside: Inside, index: Uint16Array, rank: number, l: number): number;
}

/** Which slots the labels of a stage can use, so they need not carry the others, and how they compare. */
export interface StageSlots {
  /**
   * By slot, for labels that have decided nothing outside level `l`: 1 where less is better, −1 where more is better, `EQUAL`
   * where labels must agree, or 0 where it does not matter.
   */
  comparedAt(l: number): Int8Array;
  /** The slots in use inside of all levels but compute. */
  atStart(): Set<number>;
  /** The slots in use once loops may have settled what waits. */
  afterLoops(active: ReadonlySet<number>): Set<number>;
  /** The slots in use once memory level `l` is closed, or words have passed link `l`. */
  afterClosing(active: ReadonlySet<number>, l: number): Set<number>;
}

/** All that a search needs to know of the loops that it may place. */
export interface Rules {
  readonly lattice: Lattice;
  readonly cost: Cost;
  /** Slots of a label. */
  readonly width: number;
  readonly flows: FlowRules;
  readonly bounds: LowerBounds;
  readonly slots: StageSlots;
  readonly operands: readonly Looped[];
  /** Whether labels may be compared at all. */
  readonly comparable: boolean;
}

/** The rules of loops that divide their sizes, or of ragged fanouts. */
export function rulesOf(
  problem: Problem,
  limits: Limits,
  sizes: readonly number[],
  goal: Goal,
  ragged: boolean,
): Rules {
  const macs = sizes.reduce((a, b) => a * b, 1);
  const cost = costOf(problem, goal, macs);
  if (ragged) return raggedRules(problem, limits, sizes, cost);
  const lattice = new Lattice(sizes);
  const layout = layoutOf(problem);
  const flows = new Flows(problem, layout, sizes);
  return {
    lattice,
    cost,
    width: layout.width,
    flows,
    bounds: new Bounds(problem, layout, limits, lattice, cost),
    slots: new PerfectSlots(problem, layout, cost),
    operands: layout.operands,
    comparable: lattice.exact && layout.exact && flows.comparable,
  };
}
