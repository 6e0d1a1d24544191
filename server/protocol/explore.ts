import type { ModelOptions } from '../../language/model/options.js';
import type { EvaluationReport } from '../../language/model/report.js';
import type { Distribution } from '../mapper/explore/distribution.js';
import type { MappingNames, MappingNumbers, Mark, Point } from '../mapper/explore/point.js';
import type { Optimum, Source } from '../mapper/explore/request.js';
import type { ObjectiveName, SearchOptions } from '../mapper/request.js';
import type { Basis } from './basis.js';
import type { Reference } from './locations.js';
import type { Infeasible } from './map.js';

/** How many mappings to look at, of which pair. */
export interface ExploreParams extends Pick<SearchOptions, 'objective' | 'ragged' | 'seed'> {
  /** Chosen by the client; names the exploration in progress notifications. */
  job: string;
  /** The document from which the names were chosen, whose own mappings of the pair are told, too. */
  uri: string;
  architecture: Reference;
  workload: Reference;
  options: ModelOptions;
  /** Mappings to sample, and descents to run. */
  random: number;
  starts: number;
}

/** What came of an exploration. */
export type ExploreOutcome =
  | ({ kind: 'explored' } & Explored)
  | Infeasible
  | { kind: 'cancelled' }
  | { kind: 'unavailable'; message: string }
  | { kind: 'failed'; message: string };

/** Energy and latency of many mappings, ready to be drawn. */
export interface Explored {
  objective: ObjectiveName;
  seed: number;
  /** How many legal mappings there are; null if they were not counted. */
  mappings: number | null;
  /** Cycles per second, left out where the architecture has no clock. */
  clock_Hz?: number;
  /** Behind the numbers of all mappings. */
  names: MappingNames;
  /** Of each source that has any mapping. */
  explorations: Exploration[];
  /** The Pareto front of all points and the optimum, by rising latency. */
  front: readonly Point[];
  optimum: Optimum;
  /** What the document declares for the pair. */
  declared: DeclaredPoint[];
  basis: Basis;
}

/** What of an exploration is drawn. */
export type Scattered = Pick<Explored, 'clock_Hz' | 'front' | 'optimum' | 'declared'> & {
  explorations: readonly Pick<Exploration, 'source' | 'marks'>[];
};

/** The mappings of one source. */
export interface Exploration {
  source: Source;
  distribution: Distribution;
  marks: readonly Mark[];
}

/** A `mapping` declaration and what it costs. */
export interface DeclaredPoint extends Pick<Point, 'energy_pJ' | 'latency_cycles' | 'value'> {
  name: string;
  /** How many rules it breaks; then its costs are comparable to nothing. */
  violations: number;
}

/** A point of an exploration, to be evaluated as a mapping. */
export interface EvaluatePointParams {
  architecture: Reference;
  workload: Reference;
  options: ModelOptions;
  names: MappingNames;
  mapping: MappingNumbers;
}

/** What came of that. */
export type EvaluatePointOutcome =
  | { kind: 'evaluated'; report: EvaluationReport; basis: Basis }
  | { kind: 'unavailable'; message: string };
