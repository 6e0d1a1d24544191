/** A size; a name or a sum of names where the model leaves it open; null where it says nothing. */
export type Dimension = number | string | null;

/** The element types that decide what is done with values (`TensorProto.DataType`). */
export const ELEMENT = { float: 1, int32: 6, int64: 7, bool: 9, double: 11 } as const;

/** An initialiser or constant: its sizes, and what it holds only where that is little. */
export interface Tensor {
  readonly name: string;
  readonly dims: readonly number[];
  /** One of `TensorProto.DataType`. */
  readonly type: number;
  /** Null for weights, which are not read, and for what stands in another file. */
  readonly values: readonly number[] | null;
}

/** What the file says of a value: an input, an output, or one between. */
export interface ValueInfo {
  readonly name: string;
  readonly type: number;
  /** Null where it says nothing, not even the rank. */
  readonly shape: readonly Dimension[] | null;
}

/** One attribute, by what it holds. */
export interface Attribute {
  readonly name: string;
  readonly integer: number;
  readonly float: number;
  readonly text: string;
  readonly integers: readonly number[];
  readonly floats: readonly number[];
  readonly tensor: Tensor | null;
  readonly graph: Graph | null;
  /** The attribute of the function around it that it stands for; empty for none. */
  readonly reference: string;
}

export interface Node {
  readonly name: string;
  readonly operator: string;
  /** Empty for the operators of ONNX itself. */
  readonly domain: string;
  /** Names of values; empty for an optional input that is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, Attribute>;
}

export interface Graph {
  readonly name: string;
  readonly nodes: readonly Node[];
  readonly initializers: ReadonlyMap<string, Tensor>;
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
  /** What is said of values, inputs and outputs included, by name. */
  readonly values: ReadonlyMap<string, ValueInfo>;
}

/** A function that the model defines, called like an operator. */
export interface LocalFunction {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly nodes: readonly Node[];
}

export interface Model {
  /** `pytorch 1.13.0`; empty where it is not said. */
  readonly producer: string;
  /** The version of ONNX's own operators. */
  readonly opset: number;
  readonly graph: Graph;
  /** By {@link operatorKey}. */
  readonly functions: ReadonlyMap<string, LocalFunction>;
}

/** An operator of a domain as one word: `Conv`, `com.microsoft.Attention`. */
export const operatorKey = (domain: string, operator: string): string =>
  domain === '' || domain === 'ai.onnx' ? operator : `${domain}.${operator}`;
