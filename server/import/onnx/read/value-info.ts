import type { Dimension, ValueInfo } from '../graph.js';
import type { Wire } from './wire.js';

/** Reads a `ValueInfoProto`. Sequences, maps and optional values have no shape. */
export function readValueInfo(wire: Wire): ValueInfo {
  let [name, type] = ['', 0];
  let shape: Dimension[] | null = null;
  wire.message((field) => {
    if (field === 1) name = wire.text();
    if (field === 2) {
      wire.message((kind) => {
        if (kind !== 1) return;
        wire.message((part) => {
          if (part === 1) type = wire.integer();
          if (part === 2) shape = readShape(wire);
        });
      });
    }
  });
  return { name, type, shape };
}

function readShape(wire: Wire): Dimension[] {
  const shape: Dimension[] = [];
  wire.message((field) => {
    if (field === 1) shape.push(readDimension(wire));
  });
  return shape;
}

/** Some exporters write sizes that they do not know as 0 or -1, and names as empty ones. */
function readDimension(wire: Wire): Dimension {
  let size: Dimension = null;
  wire.message((field) => {
    if (field === 1) {
      const value = wire.integer();
      size = value > 0 ? value : null;
    }
    if (field === 2) size = wire.text() || null;
  });
  return size;
}
