import type { Architecture, Workload } from '../../../language/domain/index.js';
import type { ModelOptions } from '../../../language/model/index.js';
import type { Infeasible } from '../request.js';
import type { Sampling } from '../sampling/sampler.js';

/**
 * Where the mappings of an exploration come from: `random` samples legal mappings ({@link Sampling} says how evenly),
 * `starts` are what the greedy descent of the published search makes of such samples, by EDP.
 */
export const SOURCES = ['random', 'starts'] as const;
export type Source = (typeof SOURCES)[number];

/** Seconds after which the best mapping known stands in for the optimum. */
export const OPTIMUM_SECONDS = 10;

/** Plain data, so it crosses threads. */
export interface ExploreRequest extends Readonly<Record<Source, number>> {
  readonly architecture: Architecture;
  readonly workload: Workload;
  readonly options: ModelOptions;
  /** Seconds that the search for the optimum may take. */
  readonly timeLimit: number;
  readonly seed: number;
}

/** Mappings of one source, in the order in which they were found. */
export interface Points {
  readonly source: Source;
  readonly edp_pJ_cycles: Float64Array;
  readonly energy_pJ: Float64Array;
  readonly latency_cycles: Float64Array;
}

/** Points that are new, while the exploration goes on, and what {@link Explored} says of all of them. */
export interface Sampled extends Pick<Explored, 'sampling' | 'mappings'> {
  readonly points: Points;
}

/** What the best mapping costs. */
export interface Optimum {
  readonly edp_pJ_cycles: number;
  /** Percent that it may be from the best possible; null if nothing is known of that. */
  readonly gap: number | null;
  /** Whether it is the best possible. */
  readonly proven: boolean;
}

/** All points of an exploration, and what to hold them against. */
export interface Explored {
  readonly kind: 'explored';
  readonly sampling: Sampling;
  /** How many legal mappings there are; null if they were not counted. */
  readonly mappings: number | null;
  /** Of each source that has any. */
  readonly points: readonly Points[];
  readonly optimum: Optimum;
  /** Cancelled on the way: there may be fewer points than asked for, and the optimum may be open. */
  readonly cut: boolean;
}

/** What came of an exploration. */
export type ExploreResult =
  | Explored
  | { kind: 'infeasible'; reason: Infeasible }
  /** Before there was a point. */
  | { kind: 'cancelled' }
  | { kind: 'failed'; message: string };

/** How an exploration stands. */
export interface ExploreProgress {
  /** What the exploration is doing, for people. */
  readonly phase: string;
  /** Mappings of the source that is explored; null while the optimum is looked for. */
  readonly done: number | null;
  readonly count: number | null;
}
