import type { Architecture, Workload } from '../../../language/domain/index.js';
import type { ModelOptions } from '../../../language/model/index.js';
import type { Infeasible, ObjectiveName, SearchOptions } from '../request.js';
import type { Sampling } from '../sampling/sampler.js';
import type { MappingNames, Point } from './point.js';
import type { Kept } from './scatter.js';

/**
 * Where the mappings of an exploration come from: `random` samples legal mappings ({@link Sampling} says how evenly),
 * `starts` are what the greedy descent of the published search makes of such samples, by the objective.
 */
export const SOURCES = ['random', 'starts'] as const;
export type Source = (typeof SOURCES)[number];

/** Seconds after which the best mapping known stands in for the optimum. */
export const OPTIMUM_SECONDS = 10;

/** Plain data, so it crosses threads. */
export interface ExploreRequest
  extends Readonly<Record<Source, number>>,
    Pick<SearchOptions, 'objective' | 'ragged' | 'seed'> {
  readonly architecture: Architecture;
  readonly workload: Workload;
  readonly options: ModelOptions;
  /** Seconds that the search for the optimum may take. */
  readonly timeLimit: number;
}

/** Mappings of one source, in the order in which they were found; of few of them also what they are. */
export interface Points extends Kept {
  readonly source: Source;
  /** Of the objective. */
  readonly value: Float64Array;
  readonly energy_pJ: Float64Array;
  readonly latency_cycles: Float64Array;
}

/** Points that are new, while the exploration goes on, and what {@link Explored} says of all of them. */
export interface Sampled extends Pick<Explored, 'objective' | 'sampling' | 'mappings' | 'names'> {
  readonly points: Points;
}

/** The best mapping by the objective. */
export interface Optimum extends Point {
  /** Percent that it may be from the best possible; null if nothing is known of that. */
  readonly gap: number | null;
  /** Whether it is the best possible. */
  readonly proven: boolean;
  /** Whether it uses a fanout in part in its last round, as no mapping that is drawn does. */
  readonly ragged: boolean;
}

/** All points of an exploration, and what to hold them against. */
export interface Explored {
  readonly kind: 'explored';
  readonly objective: ObjectiveName;
  readonly sampling: Sampling;
  /** How many legal mappings there are; null if they were not counted. */
  readonly mappings: number | null;
  readonly names: MappingNames;
  /** Of each source that has any. */
  readonly points: readonly Points[];
  /** The Pareto front of all points and the optimum, by rising latency. */
  readonly front: readonly Point[];
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
