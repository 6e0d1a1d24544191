import type { Range, Reference } from './locations.js';
import type { PastResult } from './results.js';

/** Of each kind, in the order of the files and in them. */
export interface Overview {
  architectures: ListedDeclaration[];
  /** Without the layers of networks. */
  workloads: ListedDeclaration[];
  networks: (ListedDeclaration & { layers: ListedLayer[] })[];
  mappings: ListedDeclaration[];
  /** What was mapped in this session and earlier ones; the last that was asked for comes first. */
  results: PastResult[];
}

/** A declaration, for a list. */
export interface ListedDeclaration {
  /** Of a layer, the workload or layer that it is, or names. */
  reference: Reference;
  /** Where its name stands. */
  range: Range;
  /** Levels, sizes, layers or what is mapped, on one line; empty where too little is written. */
  description: string;
}

/** A layer of a network, for a list. */
export interface ListedLayer extends ListedDeclaration {
  /** The document of the network, in which the range is. */
  uri: string;
  name: string;
}
