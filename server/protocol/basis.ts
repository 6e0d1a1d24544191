import type { ModelOptions } from '../../language/model/options.js';
import type { Reference } from './locations.js';

/**
 * What numbers were computed from, as it was then. It comes with them; whoever shows them keeps it, and asks
 * `factorflow/judge` whether they still hold.
 */
export interface Basis {
  architecture: BasisArchitecture;
  /** One, or the layers of the network in their order. */
  workloads: BasisWorkload[];
  /** The network whose layers they are. */
  network?: Reference;
  options: ModelOptions;
}

/** A declaration as it was. */
export interface BasisPart extends BasisReading {
  reference: Reference;
}

/** An architecture as it was. */
export interface BasisArchitecture {
  reference: Reference;
  /** The whole of it, by which it is found again under another name; the server's own affair. */
  meaning: string;
  /** As the couplings of the workloads read it, by their names. */
  readings: Record<string, BasisReading>;
}

/** What a declaration said. */
export interface BasisReading {
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
