import type { ModelOptions } from '../../language/model/options.js';
import type { EvaluationReport } from '../../language/model/report.js';
import type { MapReport, SearchOptions, StopReason } from '../mapper/request.js';
import type { Basis } from './basis.js';
import type { Location, Reference, TextEdit } from './locations.js';

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
  /** A mapping to beat, as a report has it; left aside where it is not legal any more. */
  start?: EvaluationReport['mapping'];
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
  | Infeasible
  /** The architecture does not accept it; only of a layer among others. */
  | { kind: 'unfit'; message: string }
  /** Cancelled, or out of time, before any legal mapping was known. */
  | { kind: 'cancelled' }
  /** The worker died, or a bug; details are in the log. With the best mapping until then, if any. */
  | { kind: 'failed'; message: string; report: MapReport | null };

/** No legal mapping exists. */
export interface Infeasible {
  kind: 'infeasible';
  /** Why, and what would make one possible. */
  message: string;
  culprits: Culprit[];
  /** What of that can be done for the user. */
  offers: Offer[];
}

/** Something that makes a mapping possible. */
export type Offer =
  /** Searching again, with the option of that name, {@link SearchOptions}; ragged loops only with the strategy `optimal`. */
  | { kind: 'ragged' | 'pad' }
  /** A change of a document, for as long as `replaces` stands there: `Set M = 1`. */
  | { kind: 'edit'; title: string; uri: string; edit: TextEdit; replaces: string };

/** A place that helps to rule every mapping out. */
export interface Culprit {
  message: string;
  location: Location;
}
