import type { Work } from '../../kernels/work.js';

/** A layer of the network, for all nodes that compute the same. */
export interface Layer extends Work {
  readonly name: string;
  /** How often it runs. */
  readonly repeat: number;
  /** The nodes that it stands for. */
  readonly nodes: readonly string[];
  /** Multiply-accumulates of one run. */
  readonly macs: number;
  /** Words of weights and biases that are stored for all of its nodes. */
  readonly parameters: number;
  /** Words of the three operands of one run. */
  readonly words: number;
}
