import type { Coupling } from './coupling.js';
import type { Source } from './source.js';

/** A size for each dimension and a value for each stride of a coupling. */
export interface Workload {
  readonly name: string;
  readonly coupling: Coupling;
  /** By dimension of the coupling; positive integers. */
  readonly sizes: Readonly<Record<string, number>>;
  /** By stride of the coupling; positive integers. */
  readonly strides: Readonly<Record<string, number>>;
  readonly source?: Source;
  readonly nameSource?: Source;
  /** Where each size or stride stands, by its name. */
  readonly sizeSources?: Readonly<Record<string, Source>>;
}

/** One workload of a network, which runs `repeat` times. */
export interface Layer {
  /** The layer's name inside the network. */
  readonly name: string;
  readonly workload: Workload;
  readonly repeat: number;
  readonly source?: Source;
  /** Of a layer without a name of its own, where it names what it is. */
  readonly nameSource?: Source;
}

/** Layers that are mapped together. */
export interface Network {
  readonly name: string;
  readonly layers: readonly Layer[];
  /** The name of the network of which this one is a version with other values of constants. */
  readonly base?: string;
  readonly source?: Source;
  readonly nameSource?: Source;
}
