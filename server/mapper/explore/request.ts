import type { Architecture, Workload } from '../../../language/lowered/index.js';
import type { ModelOptions } from '../../../language/model/index.js';
import type { Infeasible } from '../request.js';

/**
 * Where the mappings of an exploration come from: `random` samples legal mappings (`Sampling` says how evenly), `starts`
 * runs the greedy descent of the published search, by EDP, from such samples.
 */
export const SOURCES = ['random', 'starts'] as const;
export type Source = (typeof SOURCES)[number];

/** Plain data, so that it crosses threads. */
export interface ExploreRequest {
  readonly architecture: Architecture;
  readonly workload: Workload;
  readonly options: ModelOptions;
  readonly source: Source;
  /** Mappings to look at. */
  readonly count: number;
  readonly seed: number;
}

/** What the best mapping costs; `proven` if it is known to be the best. */
export interface Optimum {
  readonly edp_pJ_cycles: number;
  readonly proven: boolean;
}

export interface Explored {
  readonly kind: 'explored';
  /** EDP in pJ·cycle of each mapping, in the order in which they were found. */
  readonly points: Float64Array;
  readonly optimum: Optimum;
  /** Fewer than asked for: cancelled on the way. */
  readonly cut: boolean;
}

export type ExploreResult =
  | Explored
  | { kind: 'infeasible'; reason: Infeasible }
  | { kind: 'cancelled' }
  | { kind: 'failed'; message: string };

export interface ExploreProgress {
  readonly done: number;
  readonly count: number;
}
