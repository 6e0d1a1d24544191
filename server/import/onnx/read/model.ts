import { number } from '../../../../language/figures.js';
import { Fault } from '../../fault.js';
import { type Graph, type LocalFunction, type Model, type Node, operatorKey } from '../graph.js';
import { readGraph, readNode } from './graph.js';
import { Wire } from './wire.js';

/** Protocol buffers, and so ONNX files, have less than 2 GiB; larger models keep their weights beside them. */
export const MOST_BYTES = 2 ** 31;

/** Reads a `ModelProto`: its graph without weights. Files that the model names are not opened. */
export function readModel(bytes: Uint8Array): Model | Fault {
  if (bytes.length >= MOST_BYTES) {
    const size = `The file has ${number(bytes.length)} bytes, and ONNX files have less than ${number(MOST_BYTES)}.`;
    return new Fault('too-large', size, 'Export the model with its weights in a file of their own.');
  }
  const wire = new Wire(bytes);
  let [name, version, opset] = ['', '', 0];
  let graph: Graph | null = null;
  const functions = new Map<string, LocalFunction>();
  wire.message((field) => {
    switch (field) {
      case 2:
        name = wire.text();
        return;
      case 3:
        version = wire.text();
        return;
      case 7:
        graph = readGraph(wire, 0);
        return;
      case 8:
        opset = Math.max(opset, readOpset(wire));
        return;
      case 25: {
        const [key, defined] = readFunction(wire);
        return functions.set(key, defined);
      }
    }
  });
  if (wire.fault) return wire.fault;
  if (!graph)
    return new Fault('truncated', `The ${number(bytes.length)} bytes hold no graph.`, 'Export the model again.');
  return { producer: `${name} ${version}`.trim(), opset, graph, functions };
}

/** The version of ONNX's own operators; 0 of those of another domain. */
function readOpset(wire: Wire): number {
  let [domain, version] = ['', 0];
  wire.message((field) => {
    if (field === 1) domain = wire.text();
    if (field === 2) version = wire.integer();
  });
  return operatorKey(domain, '') === '' ? version : 0;
}

function readFunction(wire: Wire): [key: string, defined: LocalFunction] {
  let [name, domain] = ['', ''];
  const inputs: string[] = [];
  const outputs: string[] = [];
  const nodes: Node[] = [];
  wire.message((field) => {
    switch (field) {
      case 1:
        name = wire.text();
        return;
      case 4:
        return inputs.push(wire.text());
      case 5:
        return outputs.push(wire.text());
      case 7:
        return nodes.push(readNode(wire, 0));
      case 10:
        domain = wire.text();
        return;
    }
  });
  return [operatorKey(domain, name), { inputs, outputs, nodes }];
}
