import assert from 'node:assert/strict';
import { Fault } from '../../../../server/import/fault.js';
import { type ImportedNetwork, importOnnx } from '../../../../server/import/onnx/index.js';

/** The network of a file that is sound. */
export function imported(bytes: Uint8Array, sizes: Readonly<Record<string, number>> = {}): ImportedNetwork {
  const network = importOnnx(bytes, new Map(Object.entries(sizes)));
  assert.ok(!(network instanceof Fault), network instanceof Fault ? network.line : '');
  return network;
}
