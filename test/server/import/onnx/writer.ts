import { PbfWriter } from 'pbf';

/** A size; a name where it is open, null where nothing is said. */
export type Size = number | string | null;

export interface TensorSpec {
  readonly dims: readonly number[];
  /** One of `TensorProto.DataType`; float without. */
  readonly type?: number;
  /** Whole numbers, written as raw data of 64 bits. */
  readonly int64?: readonly number[];
  /** Written as raw data of 32 bits. */
  readonly float?: readonly number[];
  /** So many bytes of raw data. */
  readonly bytes?: number;
  /** Where the data is, if not here. */
  readonly external?: string;
}

export type AttributeSpec =
  | number
  | string
  | readonly number[]
  | { readonly float: number }
  | { readonly tensor: TensorSpec }
  | { readonly graph: Graph }
  | { readonly reference: string };

export interface NodeSpec {
  readonly operator: string;
  readonly name: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeSpec>>;
}

interface NodeOptions {
  readonly name?: string;
  readonly domain?: string;
  readonly outputs?: readonly string[];
}

/** A graph as tests build it, to be written as exporters write theirs. */
export class Graph {
  /** @param prefix of the names of values, which graphs inside others must not share */
  constructor(private readonly prefix = '') {}

  readonly nodes: NodeSpec[] = [];
  readonly initializers: [name: string, tensor: TensorSpec][] = [];
  readonly inputs: [name: string, shape: readonly Size[]][] = [];
  readonly outputs: [name: string, shape: readonly Size[] | null][] = [];
  readonly values: [name: string, shape: readonly Size[]][] = [];

  input(name: string, ...shape: Size[]): string {
    this.inputs.push([name, shape]);
    return name;
  }

  /** An initialiser of floats that are not there. */
  weight(name: string, ...dims: number[]): string {
    this.initializers.push([name, { dims }]);
    return name;
  }

  /** An initialiser of whole numbers. */
  shape(name: string, ...int64: number[]): string {
    this.initializers.push([name, { dims: [int64.length], type: 7, int64 }]);
    return name;
  }

  initialize(name: string, tensor: TensorSpec): string {
    this.initializers.push([name, tensor]);
    return name;
  }

  /** @returns the name of its first output */
  node(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, AttributeSpec>> = {},
    { name = '', domain = '', outputs = [`${this.prefix}${operator}_${this.nodes.length}`] }: NodeOptions = {},
  ): string {
    this.nodes.push({ operator, name, domain, inputs, outputs, attributes });
    return outputs[0];
  }

  /** `value_info` of a value. */
  value(name: string, ...shape: Size[]): this {
    this.values.push([name, shape]);
    return this;
  }

  output(name: string, shape: readonly Size[] | null = null): this {
    this.outputs.push([name, shape]);
    return this;
  }
}

export interface FunctionSpec {
  readonly domain: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly body: Graph;
}

export interface ModelOptions {
  readonly producer?: readonly [name: string, version: string];
  readonly opset?: number;
  readonly functions?: readonly FunctionSpec[];
}

/** The bytes of an ONNX file. */
export function onnx(
  graph: Graph,
  { producer = ['pytorch', '2.4.0'], opset = 17, functions = [] }: ModelOptions = {},
): Uint8Array {
  const writer = new PbfWriter();
  writer.writeVarintField(1, 8);
  writer.writeStringField(2, producer[0]);
  writer.writeStringField(3, producer[1]);
  writer.writeMessage(7, writeGraph, graph);
  writer.writeMessage(8, (version: number, to: PbfWriter) => to.writeVarintField(2, version), opset);
  for (const defined of functions) writer.writeMessage(25, writeFunction, defined);
  return writer.finish();
}

function writeGraph(graph: Graph, to: PbfWriter): void {
  for (const node of graph.nodes) to.writeMessage(1, writeNode, node);
  to.writeStringField(2, 'main_graph');
  for (const initializer of graph.initializers) to.writeMessage(5, writeTensor, initializer);
  for (const value of graph.inputs) to.writeMessage(11, writeValue, value);
  for (const value of graph.outputs) to.writeMessage(12, writeValue, value);
  for (const value of graph.values) to.writeMessage(13, writeValue, value);
}

function writeFunction({ name, domain, inputs, outputs, body }: FunctionSpec, to: PbfWriter): void {
  to.writeStringField(1, name);
  for (const input of inputs) to.writeStringField(4, input);
  for (const output of outputs) to.writeStringField(5, output);
  for (const node of body.nodes) to.writeMessage(7, writeNode, node);
  to.writeStringField(10, domain);
}

function writeNode({ operator, name, domain, inputs, outputs, attributes }: NodeSpec, to: PbfWriter): void {
  for (const input of inputs) to.writeStringField(1, input);
  for (const output of outputs) to.writeStringField(2, output);
  if (name) to.writeStringField(3, name);
  to.writeStringField(4, operator);
  for (const attribute of Object.entries(attributes)) to.writeMessage(5, writeAttribute, attribute);
  if (domain) to.writeStringField(7, domain);
}

function writeAttribute([name, value]: [string, AttributeSpec], to: PbfWriter): void {
  to.writeStringField(1, name);
  if (typeof value === 'number') to.writeVarintField(3, value);
  else if (typeof value === 'string') to.writeStringField(4, value);
  // As exporters do, one field a number.
  else if (Array.isArray(value)) for (const each of value) to.writeVarintField(8, each);
  else if ('float' in value) to.writeFloatField(2, value.float);
  else if ('tensor' in value) to.writeMessage(5, writeTensor, ['', value.tensor]);
  else if ('graph' in value) to.writeMessage(6, writeGraph, value.graph);
  else if ('reference' in value) to.writeStringField(21, value.reference);
}

function writeTensor([name, { dims, type, int64, float, bytes, external }]: [string, TensorSpec], to: PbfWriter): void {
  for (const size of dims) to.writeVarintField(1, size);
  to.writeVarintField(2, type ?? (int64 ? 7 : 1));
  to.writeStringField(8, name);
  if (int64) to.writeBytesField(9, new Uint8Array(BigInt64Array.from(int64, BigInt).buffer));
  if (float) to.writeBytesField(9, new Uint8Array(Float32Array.from(float).buffer));
  if (bytes) to.writeBytesField(9, new Uint8Array(bytes));
  if (external) {
    to.writeMessage(
      13,
      ([key, value], entry) => {
        entry.writeStringField(1, key);
        entry.writeStringField(2, value);
      },
      ['location', external],
    );
    to.writeVarintField(14, 1);
  }
}

function writeValue([name, shape]: [string, readonly Size[] | null], to: PbfWriter): void {
  to.writeStringField(1, name);
  if (!shape) return;
  to.writeMessage(
    2,
    (sizes: readonly Size[], type) => {
      type.writeMessage(
        1,
        (_: readonly Size[], tensor) => {
          tensor.writeVarintField(1, 1);
          tensor.writeMessage(
            2,
            (__: readonly Size[], list) => {
              for (const size of sizes) list.writeMessage(1, writeSize, size);
            },
            sizes,
          );
        },
        sizes,
      );
    },
    shape,
  );
}

function writeSize(size: Size, to: PbfWriter): void {
  if (typeof size === 'number') to.writeVarintField(1, size);
  if (typeof size === 'string') to.writeStringField(2, size);
}
