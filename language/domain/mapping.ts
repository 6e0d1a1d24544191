import type { Architecture } from './architecture.js';
import type { Role } from './coupling.js';
import type { Source } from './source.js';
import type { Workload } from './workload.js';

/** `iterations` of one dimension on one level. */
export interface Loop {
  readonly dimension: string;
  readonly iterations: number;
  readonly source?: Source;
}

/** The loops of one level, which a mapping names, and what the level does not keep. */
export interface LevelLoops {
  readonly level: string;
  /** Outermost first. Loops with one iteration may be left out. Spatial levels have no order. */
  readonly loops: readonly Loop[];
  /** Of a memory: operands of its `mayBypass` that this mapping does not keep there. */
  readonly bypass?: readonly Role[];
  readonly source?: Source;
}

/** All loops of all levels; levels without loops may be left out. */
export type Mapping = readonly LevelLoops[];

/** A `mapping` declaration of a document, with what it maps. */
export interface NamedMapping {
  readonly name: string;
  /** As the coupling of the workload reads it. */
  readonly architecture: Architecture;
  readonly workload: Workload;
  readonly mapping: Mapping;
  readonly source?: Source;
  readonly nameSource?: Source;
}
