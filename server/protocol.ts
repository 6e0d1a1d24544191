import type { ModelOptions } from '../language/model/options.js';
import type { EvaluationReport } from '../language/model/report.js';
import type { Bin, Distribution, Quantile } from './mapper/explore/distribution.js';
import type { ExploreProgress, Source } from './mapper/explore/request.js';
import type { NetworkTotals } from './mapper/network.js';
import type { MapReport, ObjectiveName, SearchOptions, StopReason } from './mapper/request.js';

export type { ModelOptions } from '../language/model/options.js';
export type * from '../language/model/report.js';
export type { NetworkReport, NetworkTotals } from './mapper/network.js';
export type {
  MapReport,
  ObjectiveName,
  SearchOptions,
  SearchReport,
  StopReason,
  StrategyName,
} from './mapper/request.js';

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
   * How the EDP of random mappings, and of greedy descents from random starts, lies to the best possible. Progress comes as
   * `factorflow/exploreProgress`; cancelling the request answers with what there is.
   */
  'factorflow/explore': { params: ExploreParams; result: ExploreOutcome };
  /** Evaluates a `mapping` declaration. */
  'factorflow/evaluate': { params: EvaluateParams; result: EvaluateOutcome };
  /** What has changed since numbers were computed, for people: `MyEyeriss: GlobalBuffer: size 131,072 → 65,536`; empty while they hold. */
  'factorflow/judge': { params: { basis: Basis }; result: string[] };
  /** The edit that declares a mapping in a document. */
  'factorflow/insertMapping': { params: InsertMappingParams; result: InsertMappingOutcome };
  /** What all documents declare, but for the library, and what was mapped. */
  'factorflow/overview': { params: null; result: Overview };
  /** A past result in full. */
  'factorflow/result': { params: { id: string }; result: ResultOutcome };
  /** Forgets past results; without `ids`, all of them. */
  'factorflow/removeResults': { params: { ids?: string[] }; result: null };
  /** The past results as JSON for {@link InitializationOptions.results}, which is the server's own affair. */
  'factorflow/keptResults': { params: null; result: unknown };
}

/**
 * What the server asks of the client: files of the workspace that are not on the server's own disk. The answer is null
 * where there is none, or none that can be read.
 */
export interface ClientRequests {
  'factorflow/stat': { params: { uri: string }; result: FileStat | null };
  'factorflow/readFile': { params: { uri: string }; result: string | null };
  'factorflow/readDirectory': { params: { uri: string }; result: DirectoryEntry[] | null };
}

/** What is at an address. */
export interface FileKind {
  isFile: boolean;
  isDirectory: boolean;
}

/** What is at an address, and how many bytes it has. */
export interface FileStat extends FileKind {
  size: number;
}

/** One thing in a folder. */
export interface DirectoryEntry extends FileKind {
  name: string;
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

/** The data of an inlay hint. */
export interface HintData {
  /** Whether it says that a level holds more than it has room for, or uses more than there is. */
  overfull?: boolean;
}

/** The data of a completion. */
export interface CompletionData {
  /** Whether something is to be completed behind what it puts in. */
  goesOn?: boolean;
}

/** How a client initialises the server. */
export interface InitializationOptions {
  /** Whether it has the commands of {@link ClientCommands}; without them nothing is offered that needs them. */
  commands?: boolean;
  /** Whether links to these commands may stand in hovers. */
  commandLinks?: boolean;
  /** What `factorflow/keptResults` gave in an earlier session; whatever cannot be read of it is dropped, and logged. */
  results?: unknown;
  /** The page `docs/diagnostics.md`, and where diagnostics are to link to; without it they link nowhere. */
  documentation?: { uri: string; text: string };
  /** The address of the mapper's worker, for a server that runs in a browser. */
  worker?: string;
}

/** Commands of the client that the server's lenses, code actions and links call, with the argument of each. */
export interface ClientCommands {
  'factorflow.mapWorkload': MapCommandArgument;
  'factorflow.mapNetwork': MapCommandArgument;
  'factorflow.evaluateMapping': EvaluateParams;
  'factorflow.showResult': ResultCommandArgument;
  'factorflow.openDocumentation': DocumentationArgument;
}

/** What to map, as far as it is clear. */
export interface MapCommandArgument {
  /** The document from which it is mapped. */
  uri: string;
  /** What is chosen already: a workload or layer, or the network that is to be mapped; and on what. */
  workload?: Reference;
  architecture?: Reference;
  /** The network among whose layers the user is to choose. */
  network?: Reference;
}

/** A section of a page that comes with the extension. */
export interface DocumentationArgument {
  /** By its path in the repository, such as `docs/language.md`. */
  page: string;
  /** The anchor of its heading; the whole page without. */
  section?: string;
}

export interface ResultCommandArgument {
  /** Of a {@link PastResult}. */
  id: string;
}

/** A declaration, by the document that holds it and its name there. A layer is `Network.Layer`. */
export interface Reference {
  uri: string;
  name: string;
}

/**
 * What numbers were computed from, as it was then. It comes with them; whoever shows them keeps it, and asks
 * `factorflow/judge` whether they still hold.
 */
export interface Basis {
  architecture: BasisPart;
  /** One, or the layers of the network in their order. */
  workloads: BasisWorkload[];
  /** The network whose layers they are. */
  network?: Reference;
  options: ModelOptions;
}

/** A declaration as it was. */
export interface BasisPart {
  reference: Reference;
  /** What it said, whatever it and its parts were called; the server's own affair. */
  meaning: string;
  /** What it said, for people: `131,072` by `GlobalBuffer: size`. */
  facts: Record<string, string>;
}

/** A workload as it was, and which of the architecture's dimensions its own were; the server's own affair. */
export interface BasisWorkload extends BasisPart {
  dimensions: string;
  /** How often a network runs it; 1 where it is none of a network. */
  repeat: number;
}

/** Zero-based lines and UTF-16 characters, as in LSP. */
export interface Range {
  start: { line: number; character: number };
  end: { line: number; character: number };
}

/** A place in a document. */
export interface Location {
  uri: string;
  range: Range;
}

/** Where the user asks to map something. */
export interface CandidatesParams {
  uri: string;
  /** Where the cursor is; a declaration under it counts as chosen. */
  position?: Range['start'];
  /** What is to be mapped: workloads and layers, or whole networks. Without it, workloads. */
  subject?: Subject;
}

/** What can be mapped: one workload, or all layers of a network. */
export type Subject = 'workload' | 'network';

/** Where a candidate is declared, seen from the document. */
export type Origin = 'file' | 'import' | 'library';

/** A declaration that can be chosen. */
export interface Candidate {
  reference: Reference;
  origin: Origin;
  /** The network that the layer belongs to. */
  network?: string;
  /** An architecture's levels, a workload's sizes, or a network's layers, on one line. */
  description: string;
  /** The couplings that an architecture is written for, the workload's own, or those of a network's layers. */
  couplings: string[];
}

/** What can be mapped on what. */
export interface Candidates {
  architectures: Candidate[];
  /** Of the subject that was asked for: workloads, or networks. */
  workloads: Candidate[];
  /** Which workload, or all layers of which network, an architecture accepts: pairs of indices into the two lists. */
  pairs: [architecture: number, workload: number][];
  /** Indices of the architecture and the workload under the cursor. */
  architectureAtPosition: number | null;
  workloadAtPosition: number | null;
}

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

/** Searches for all layers of a network. */
export interface MapNetworkParams {
  /** Chosen by the client; names the search in progress notifications. */
  job: string;
  /** The document from which the names were chosen. */
  uri: string;
  architecture: Reference;
  network: Reference;
  options: ModelOptions;
  /** Limits are for each layer. */
  search: SearchOptions;
}

/** Pairs that were mapped before or that a mapping maps; or also each workload of the document on each architecture there. */
export type SavedPairs = 'known' | 'all';

export interface MapSavedParams {
  /** Chosen by the client; names it in progress notifications. */
  job: string;
  /** The document that was saved. */
  uri: string;
  pairs: SavedPairs;
  options: ModelOptions;
  /** Of one thread and at most ten seconds for each pair, whatever it says. */
  search: SearchOptions;
}

/** How many pairs were mapped, were known already, and have no mapping that was found. */
export interface MapSavedOutcome {
  mapped: number;
  known: number;
  without: number;
}

/** How mapping after saving stands. */
export interface SavedProgress {
  job: string;
  /** How many pairs are done, of how many. */
  done: number;
  pairs: number;
  /** What is mapped now. */
  architecture: Reference;
  workload: Reference;
}

/** How the searches for a network stand. */
export interface NetworkProgress {
  job: string;
  /** Layers, without repeats, and how many of them are done. */
  layers: number;
  done: number;
  /** The searches that run, in the order of the layers; those that wait for a worker are not among them. */
  running: LayerProgress[];
}

/** How the search for one layer stands. */
export interface LayerProgress extends Omit<MapProgress, 'job'> {
  layer: string;
}

/** What came of the searches for a network. */
export type MapNetworkOutcome =
  /** What came of each layer, in the order of the network; not each need have a mapping. */
  | { kind: 'mapped'; network: MappedNetwork }
  | { kind: 'superseded' }
  /** The names mean nothing any more, or have errors. */
  | { kind: 'unavailable'; message: string };

/** A network and what came of its layers. */
export interface MappedNetwork {
  name: string;
  architecture: string;
  layers: MappedLayer[];
  /** Null unless all layers have a mapping. */
  totals: NetworkTotals | null;
  basis: Basis;
}

/** A layer, which the network runs `repeat` times. */
export interface MappedLayer {
  name: string;
  /** Its declaration: a workload, or a layer that a network describes itself. */
  workload: Reference;
  repeat: number;
  outcome: LayerOutcome;
}

/** What came of the search for one layer. */
export type LayerOutcome =
  | { kind: 'mapped'; report: MapReport; stopped: StopReason }
  /** No legal mapping exists. */
  | { kind: 'infeasible'; message: string; culprits: Culprit[] }
  /** Cancelled, or out of time, before any legal mapping was known. */
  | { kind: 'cancelled' }
  /** The worker died, or a bug; details are in the log. With the best mapping until then, if any. */
  | { kind: 'failed'; message: string; report: MapReport | null };

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
  | { kind: 'infeasible'; message: string; culprits: Culprit[] }
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

/** A place that helps to rule every mapping out. */
export interface Culprit {
  message: string;
  location: Location;
}

/** Which mapping to evaluate. */
export interface EvaluateParams {
  uri: string;
  /** Name of the `mapping` declaration; without it, the one at the position, or the only one of the document. */
  mapping?: string;
  position?: Range['start'];
  /** Without them, as the settings say. */
  options?: ModelOptions;
}

/** What came of an evaluation. */
export type EvaluateOutcome =
  | { kind: 'evaluated'; report: EvaluationReport; architecture: Reference; workload: Reference }
  /** The document has several, and nothing says which is meant. */
  | { kind: 'several'; mappings: { name: string; description: string }[] }
  | { kind: 'unavailable'; message: string };

/** A result that is to become a declaration. */
export interface InsertMappingParams {
  /** The document to insert into. */
  uri: string;
  architecture: Reference;
  workload: Reference;
  report: EvaluationReport;
}

/** The edit, or why there is none. */
export type InsertMappingOutcome =
  | { kind: 'edit'; name: string; range: Range; newText: string }
  | { kind: 'unavailable'; message: string };

/** Of each kind, in the order of the files and in them. */
export interface Overview {
  architectures: Declared[];
  /** Without the layers of networks. */
  workloads: Declared[];
  networks: (Declared & { layers: DeclaredLayer[] })[];
  mappings: Declared[];
  /** What was mapped in this session and earlier ones; the last that was asked for comes first. */
  results: PastResult[];
}

/** A declaration, for a list. */
export interface Declared {
  /** Of a layer, the workload or layer that it is, or names. */
  reference: Reference;
  /** Where its name stands. */
  range: Range;
  /** Levels, sizes, layers or what is mapped, on one line; empty where too little is written. */
  description: string;
}

/** A layer of a network, for a list. */
export interface DeclaredLayer extends Declared {
  /** The document of the network, in which the range is. */
  uri: string;
  name: string;
}

/** A mapping that a search found, in this session or an earlier one. */
export interface PastResult {
  /** Unique while the server runs. */
  id: string;
  /** The document from which it was asked for. */
  uri: string;
  architecture: Reference;
  workload: Reference;
  /** What the search made best, and the value of that. */
  objective: ObjectiveName;
  value: number;
  /** Whether no better value of the objective is known. */
  best: boolean;
  /** Percent that it may be from the best possible; null while that is unknown. */
  gap: number | null;
  /** What has changed since, so that the numbers no longer hold: `before the last changes of MB6`. Null while they do. */
  outdated: string | null;
  /** When the search ended, in milliseconds since 1970. */
  finished: number;
  edp_pJ_cycles: number;
  energy_pJ: number;
  latency_cycles: number;
  utilization: number;
  throughput: number;
  /** Whether sizes grew. */
  padded: boolean;
  options: ModelOptions;
}

export type ResultOutcome =
  | {
      kind: 'result';
      report: MapReport;
      stopped: StopReason;
      uri: string;
      architecture: Reference;
      workload: Reference;
      basis: Basis;
    }
  /** It was removed. */
  | { kind: 'unavailable'; message: string };
