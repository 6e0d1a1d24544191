import type { ModelOptions } from '../../language/model/options.js';
import type { Bin, Distribution, Quantile } from '../mapper/explore/distribution.js';
import type { Source } from '../mapper/explore/request.js';
import type { Basis } from './basis.js';
import type { Reference } from './locations.js';
import type { Infeasible } from './map.js';

/** How many mappings to look at, of which pair. */
export interface ExploreParams {
  /** Chosen by the client; names the exploration in progress notifications. */
  job: string;
  /** The document from which the names were chosen. */
  uri: string;
  architecture: Reference;
  workload: Reference;
  options: ModelOptions;
  /** Mappings to sample, and descents to run. */
  random: number;
  starts: number;
  seed: number;
}

/** What came of an exploration. */
export type ExploreOutcome =
  | ({ kind: 'explored' } & Explored)
  | Infeasible
  | { kind: 'cancelled' }
  | { kind: 'unavailable'; message: string }
  | { kind: 'failed'; message: string };

/** Distributions of EDP, ready to be drawn. */
export interface Explored {
  /** How many legal mappings there are; null if they were not counted. */
  mappings: number | null;
  /** Of each source that has any mapping. */
  explorations: Exploration[];
  basis: Basis;
}

/** The mappings of one source. */
export interface Exploration {
  source: Source;
  seed: number;
  distribution: Distribution;
  /** From the optimum to the worst of all explorations, equally wide on a logarithmic scale. */
  bins: readonly Bin[];
  /** Shares at points that get rarer towards the worst. */
  curve: readonly Quantile[];
}
