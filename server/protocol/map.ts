import type { ModelOptions } from '../../language/model/options.js';
import type { MapReport, SearchOptions, StopReason } from '../mapper/request.js';
import type { Basis } from './basis.js';
import type { Location, Reference } from './locations.js';

/** A search for one workload. */
export interface MapParams {
  /** Chosen by the client; names the search in progress notifications. */
  job: string;
  /** The document from which the names were chosen. */
  uri: string;
  architecture: Reference;
  workload: Reference;
  options: ModelOptions;
  search: SearchOptions;
}

/** How a search stands. */
export interface MapProgress {
  job: string;
  phase: string;
  evaluations: number;
  seconds: number;
  /** The objective's value of the best mapping so far, null while there is none. */
  best: number | null;
  /** What no mapping can beat, null while nothing is known. */
  bound: number | null;
  /** Percent that the best so far may be worse than the best possible; null while that is unknown. */
  gap: number | null;
}

/** What came of a search. */
export type MapOutcome =
  /** With what it was searched from; without where the server stopped before it answered. */
  | (LayerOutcome & { basis?: Basis })
  /** A newer search of the same pair took over. */
  | { kind: 'superseded' }
  /** The names mean nothing any more, or have errors. */
  | { kind: 'unavailable'; message: string };

/** What came of the search for one layer. */
export type LayerOutcome =
  | { kind: 'mapped'; report: MapReport; stopped: StopReason }
  /** No legal mapping exists. */
  | { kind: 'infeasible'; message: string; culprits: Culprit[] }
  /** Cancelled, or out of time, before any legal mapping was known. */
  | { kind: 'cancelled' }
  /** The worker died, or a bug; details are in the log. With the best mapping until then, if any. */
  | { kind: 'failed'; message: string; report: MapReport | null };

/** A place that helps to rule every mapping out. */
export interface Culprit {
  message: string;
  location: Location;
}
