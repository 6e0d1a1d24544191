import type { ModelOptions } from '../../language/model/options.js';
import type { SearchOptions } from '../mapper/request.js';
import type { Reference } from './locations.js';

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
