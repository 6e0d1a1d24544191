import type { ModelOptions } from '../../language/model/options.js';
import type { EvaluationReport } from '../../language/model/report.js';
import type { LeftOutLayer, NetworkTotals } from '../mapper/network.js';
import type { SearchOptions } from '../mapper/request.js';
import type { Basis } from './basis.js';
import type { Reference } from './locations.js';
import type { LayerOutcome, MapProgress } from './map.js';

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
  /** As {@link MapParams.start}, of each layer; null for those without. */
  starts?: (EvaluationReport['mapping'] | null)[];
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
  /** What the architecture cannot run. */
  leftOut: LeftOutLayer[];
  /** Of all others; null unless these have a mapping. */
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
