import type { Place } from './source-file.js';

/** A document of `.ffarch` before it is printed: what an importer makes of files, and where each line comes from. */
export interface Draft {
  /** What had to be assumed, a sentence each: they stand at the top. */
  readonly assumptions: readonly string[];
  readonly declarations: readonly DraftDeclaration[];
}

export type DraftDeclaration = DraftCoupling | DraftArchitecture | DraftWorkload | DraftNetwork | DraftMapping;

interface Drafted {
  readonly name: string;
  /** Null of what no file says. */
  readonly from: Place | null;
}

export interface DraftCoupling extends Drafted {
  readonly kind: 'coupling';
  readonly dims: readonly string[];
  readonly strides: readonly string[];
  /** `Out[M][N] += W[M][K] * In[K][N]` */
  readonly computation: string;
}

export interface DraftArchitecture extends Drafted {
  readonly kind: 'architecture';
  readonly couplings: readonly string[];
  readonly properties: readonly DraftProperty[];
  /** Outermost first. */
  readonly levels: readonly DraftLevel[];
}

export interface DraftLevel extends Drafted {
  readonly kind: 'memory' | 'fanout' | 'link' | 'compute';
  /** Instances of a spatial level. */
  readonly mesh?: number;
  /** The dimensions that a spatial level unrolls. */
  readonly over?: readonly string[];
  readonly properties: readonly DraftProperty[];
}

export interface DraftProperty {
  /** As the language spells it: `bandwidth`. */
  readonly name: string;
  /** As the language spells it: `read 2, write 2`, or `>= 0.75` of what is bounded. */
  readonly value: string;
  readonly from: Place | null;
  /** What a reader must know of the value, such as `estimated`; it stands in the comment. */
  readonly note?: string;
}

export interface DraftWorkload extends Drafted {
  readonly kind: 'workload';
  readonly coupling: string;
  /** Sizes, then strides. */
  readonly sizes: readonly (readonly [name: string, size: number])[];
}

export interface DraftNetwork extends Drafted {
  readonly kind: 'network';
  /** What a reader should know of it, a line each; it stands above. */
  readonly notes: readonly string[];
  readonly layers: readonly DraftLayer[];
}

export interface DraftLayer extends Drafted {
  readonly coupling: string;
  readonly sizes: readonly (readonly [name: string, size: number])[];
  readonly repeat: number;
}

export interface DraftMapping extends Drafted {
  readonly kind: 'mapping';
  /** A workload's name, or the network's and the layer's. */
  readonly workload: readonly string[];
  readonly architecture: string;
  readonly levels: readonly DraftMappingLevel[];
}

export interface DraftMappingLevel {
  readonly level: string;
  /** Outermost first. */
  readonly loops: readonly (readonly [dimension: string, iterations: number])[];
  readonly bypass: readonly string[];
  readonly from: Place | null;
}
