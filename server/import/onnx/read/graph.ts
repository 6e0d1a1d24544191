import type { Attribute, Graph, Node, Tensor, ValueInfo } from '../graph.js';
import { readSparseTensor, readTensor } from './tensor.js';
import { readValueInfo } from './value-info.js';
import type { Wire } from './wire.js';

/** How deep graphs in attributes of nodes may be nested; branches and loops of real models are a few. */
export const MOST_DEPTH = 16;

/** Reads a `GraphProto`. */
export function readGraph(wire: Wire, depth: number): Graph {
  let name = '';
  const nodes: Node[] = [];
  const initializers = new Map<string, Tensor>();
  const inputs: ValueInfo[] = [];
  const outputs: ValueInfo[] = [];
  const values = new Map<string, ValueInfo>();
  const note = (info: ValueInfo): ValueInfo => {
    values.set(info.name, info);
    return info;
  };
  const initialize = (tensor: Tensor) => initializers.set(tensor.name, tensor);
  wire.message((field) => {
    switch (field) {
      case 1:
        return nodes.push(readNode(wire, depth));
      case 2:
        name = wire.text();
        return;
      case 5:
        return initialize(readTensor(wire));
      case 11:
        return inputs.push(note(readValueInfo(wire)));
      case 12:
        return outputs.push(note(readValueInfo(wire)));
      case 13:
        return note(readValueInfo(wire));
      case 15:
        return initialize(readSparseTensor(wire));
    }
  });
  return { name, nodes, initializers, inputs, outputs, values };
}

/** Most nodes of large models have none. */
const NO_ATTRIBUTES: ReadonlyMap<string, Attribute> = new Map();

/** Reads a `NodeProto`. */
export function readNode(wire: Wire, depth: number): Node {
  let [name, operator, domain] = ['', '', ''];
  const inputs: string[] = [];
  const outputs: string[] = [];
  let attributes: Map<string, Attribute> | null = null;
  wire.message((field) => {
    switch (field) {
      case 1:
        return inputs.push(wire.text());
      case 2:
        return outputs.push(wire.text());
      case 3:
        name = wire.text();
        return;
      case 4:
        operator = wire.text();
        return;
      case 5: {
        const attribute = readAttribute(wire, depth);
        attributes ??= new Map();
        attributes.set(attribute.name, attribute);
        return;
      }
      case 7:
        domain = wire.text();
        return;
    }
  });
  return { name, operator, domain, inputs, outputs, attributes: attributes ?? NO_ATTRIBUTES };
}

/** The most bytes of a text in an attribute: modes, equations and layouts have a few. */
const MOST_TEXT = 1024;

/** Reads an `AttributeProto`. */
function readAttribute(wire: Wire, depth: number): Attribute {
  let [name, text, reference] = ['', '', ''];
  let [integer, float] = [0, 0];
  const integers: number[] = [];
  const floats: number[] = [];
  let tensor: Tensor | null = null;
  let graph: Graph | null = null;
  wire.message((field) => {
    switch (field) {
      case 1:
        name = wire.text();
        return;
      case 2:
        float = wire.float();
        return;
      case 3:
        integer = wire.integer();
        return;
      case 4: {
        // Operators of one's own keep whole programs in attributes; none is needed, and none is a fault.
        if (wire.raw().length <= MOST_TEXT) text = wire.text();
        return;
      }
      case 5:
        tensor = readTensor(wire);
        return;
      case 6:
        graph = readInner(wire, depth);
        return;
      case 7:
        return wire.floats(floats);
      case 8:
        return wire.integers(integers);
      case 21:
        reference = wire.text();
        return;
    }
  });
  return { name, integer, float, text, integers, floats, tensor, graph, reference };
}

function readInner(wire: Wire, depth: number): Graph | null {
  if (depth < MOST_DEPTH) return readGraph(wire, depth + 1);
  const message = `Graphs are nested more than ${MOST_DEPTH} deep, which is the most that is read.`;
  wire.stop('too-deep', message, 'Export the model without control flow.');
  return null;
}
