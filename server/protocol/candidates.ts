import type { Range, Reference } from './locations.js';

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
  /**
   * Which workload, or at least one layer of which network, an architecture accepts: pairs of indices into the two lists, with
   * the number of layers that it cannot run.
   */
  pairs: [architecture: number, workload: number, leftOut: number][];
  /** Indices of the architecture and the workload under the cursor. */
  architectureAtPosition: number | null;
  workloadAtPosition: number | null;
}
