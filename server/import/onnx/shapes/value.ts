import type { Node } from '../graph.js';

/** Sizes outermost first; null for one that is not known. */
export type Shape = readonly (number | null)[];

/** What is known of a tensor when the graph runs. Two nodes that read the same tensor hold the same object. */
export interface Value {
  readonly name: string;
  /** Null where not even the rank is known. */
  readonly shape: Shape | null;
  /** One of `TensorProto.DataType`; 0 where it is not known. */
  readonly type: number;
  /** What it holds, where that is little and the same in every run: shapes, axes, scales. */
  readonly constant: readonly number[] | null;
  /** Whether it is stored with the model, or follows from what is: weights, and weights that are transposed or scaled. */
  readonly weight: boolean;
  /** The step that computes it; null for inputs and initialisers. */
  readonly producer: Step | null;
  /** Where a size is not known: the first step on the way whose result did not follow from what it reads; else null. */
  readonly origin: Step | null;
}

/** One node as it runs. */
export interface Step {
  readonly node: Node;
  /** The operator with its domain: `Conv`, `com.microsoft.Attention`. */
  readonly operator: string;
  /** Of the node, or of the value that it gives, with those of the functions around it. */
  readonly title: string;
  /** Null for an optional input that is left out. */
  readonly inputs: readonly (Value | null)[];
  readonly outputs: Value[];
  /** How often it runs: more than once in a loop. */
  readonly repeat: number;
}

/** The words of a tensor; null where a size is not known. */
export function wordsOf(shape: Shape | null): number | null {
  let product = 1;
  for (const size of shape ?? [null]) {
    if (size === null) return null;
    product *= size;
  }
  return product;
}

/** Whether all sizes are known. */
export const isKnown = (shape: Shape | null): shape is readonly number[] =>
  shape?.every((size) => size !== null) === true;

/** The shape of a value whose layer is taken only where all shapes are known. */
export const knownShape = <S extends readonly number[] = readonly number[]>(value: Value | null | undefined): S =>
  value?.shape as S;
