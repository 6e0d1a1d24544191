import type { ExploreProgress } from '../mapper/explore/request.js';
import type { AccelergyOutcome, AccelergyParams, UseTablesParams } from './accelergy.js';
import type { Basis } from './basis.js';
import type { Candidates, CandidatesParams } from './candidates.js';
import type { DiagramOutcome, DiagramParams } from './diagram.js';
import type { EvaluateOutcome, EvaluateParams } from './evaluate.js';
import type { EvaluatePointOutcome, EvaluatePointParams, ExploreOutcome, ExploreParams } from './explore.js';
import type { ExportOutcome, ExportParams } from './export.js';
import type { ImportOutcome, ImportParams } from './import.js';
import type { InitializationOptions } from './initialization.js';
import type { InsertMappingsOutcome, InsertMappingsParams } from './insert.js';
import type { TextEdit } from './locations.js';
import type { MapOutcome, MapParams, MapProgress } from './map.js';
import type { MapNetworkOutcome, MapNetworkParams, NetworkProgress } from './network.js';
import type { MapSavedOutcome, MapSavedParams, SavedProgress } from './on-save.js';
import type { Overview } from './overview.js';
import type { LevelPlace, PlacesParams } from './places.js';
import type { ResultOutcome } from './results.js';

/**
 * The only contract between the language server and its clients, on top of LSP. Every request answers with a value that
 * says what went wrong; a rejected promise is a bug in the server.
 */
export interface Requests {
  /** What can be mapped from a document: its own declarations, those of its imports, and the library. */
  'factorflow/candidates': { params: CandidatesParams; result: Candidates };
  /**
   * Searches for the best mapping, in a worker. Progress comes as `factorflow/mapProgress`; cancelling the request stops
   * the search and answers with the best mapping so far. Searches of different pairs run side by side; a new one of the
   * same pair supersedes the one that runs.
   */
  'factorflow/map': { params: MapParams; result: MapOutcome };
  /**
   * Searches for the best mapping of each layer of a network, side by side and equal layers once. Progress comes as
   * `factorflow/networkProgress`; cancelling the request answers with the best mappings so far. A new search of the same
   * network on the same architecture supersedes the one that runs.
   */
  'factorflow/mapNetwork': { params: MapNetworkParams; result: MapNetworkOutcome };
  /**
   * Maps what a saved document declares, in the background: it makes way for every other search. Progress comes as
   * `factorflow/savedProgress`. Ends when it is cancelled, or the document is saved again.
   */
  'factorflow/mapSaved': { params: MapSavedParams; result: MapSavedOutcome };
  /**
   * Energy and latency of random mappings, and of greedy descents from random starts, beside the best possible. Progress comes as
   * `factorflow/exploreProgress`; cancelling the request answers with what there is.
   */
  'factorflow/explore': { params: ExploreParams; result: ExploreOutcome };
  /** Evaluates the mapping of a point of an exploration. */
  'factorflow/evaluatePoint': { params: EvaluatePointParams; result: EvaluatePointOutcome };
  /** An architecture's levels, for its picture without a mapping. */
  'factorflow/diagram': { params: DiagramParams; result: DiagramOutcome };
  /** Imports the layers of a model, or specifications of another tool, as a document. */
  'factorflow/import': { params: ImportParams; result: ImportOutcome };
  /** Runs an installed Accelergy on the components of an architecture; cancelling the request ends it. */
  'factorflow/accelergy': { params: AccelergyParams; result: AccelergyOutcome };
  /** The edits by which the levels of an architecture with a component take their energies from tables. */
  'factorflow/useTables': { params: UseTablesParams; result: TextEdit[] };
  /** Evaluates a `mapping` declaration. */
  'factorflow/evaluate': { params: EvaluateParams; result: EvaluateOutcome };
  /** What has changed since numbers were computed, for people: `MyEyeriss: GlobalBuffer: size 131,072 → 65,536`; empty while they hold. */
  'factorflow/judge': { params: { basis: Basis }; result: string[] };
  /** Where the levels of an architecture stand, and the lines and loops of a mapping. */
  'factorflow/places': { params: PlacesParams; result: LevelPlace[] };
  /** The edit that declares mappings in a document. */
  'factorflow/insertMappings': { params: InsertMappingsParams; result: InsertMappingsOutcome };
  /** The files of Timeloop that a result becomes. */
  'factorflow/exportTimeloop': { params: ExportParams; result: ExportOutcome };
  /** What all documents declare, but for the library, and what was mapped. */
  'factorflow/overview': { params: null; result: Overview };
  /** A past result in full. */
  'factorflow/result': { params: { id: string }; result: ResultOutcome };
  /** Forgets past results; without `ids`, all of them. */
  'factorflow/removeResults': { params: { ids?: string[] }; result: null };
  /** The past results as JSON for {@link InitializationOptions.results}, which is the server's own affair. */
  'factorflow/keptResults': { params: null; result: unknown };
}

/** What the server tells without being asked. */
export interface Notifications {
  /** From the server, for each `factorflow/map` that runs, at least every 100 ms. */
  'factorflow/mapProgress': MapProgress;
  /** From the server, for each `factorflow/mapNetwork` that runs, when one of its layers has progressed. */
  'factorflow/networkProgress': NetworkProgress;
  /** From the server, for each `factorflow/mapSaved` that runs, when it comes to another pair. */
  'factorflow/savedProgress': SavedProgress;
  /** From the server, for each `factorflow/explore` that runs. */
  'factorflow/exploreProgress': { job: string } & ExploreProgress;
  /** From the server, when a result has come, or was removed. */
  'factorflow/resultsChanged': null;
  /** From the server, a moment after documents have changed: `factorflow/overview` may give something else by now. */
  'factorflow/declarationsChanged': null;
}
