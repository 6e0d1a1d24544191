import { ELEMENT, type Tensor } from '../graph.js';
import { MOST_NUMBERS, type Wire } from './wire.js';

/** The bytes of a value, how it is read, and how many are kept: shapes, axes and pads are whole numbers, scales have a fraction. */
interface Format {
  readonly size: number;
  readonly most: number;
  read(view: DataView, at: number): number;
}

/** A scale for each axis. */
const MOST_SCALES = 16;

const FORMATS: Readonly<Record<number, Format>> = {
  [ELEMENT.float]: { size: 4, most: MOST_SCALES, read: (view, at) => view.getFloat32(at, true) },
  [ELEMENT.double]: { size: 8, most: MOST_SCALES, read: (view, at) => view.getFloat64(at, true) },
  [ELEMENT.int32]: { size: 4, most: MOST_NUMBERS, read: (view, at) => view.getInt32(at, true) },
  [ELEMENT.int64]: { size: 8, most: MOST_NUMBERS, read: (view, at) => Number(view.getBigInt64(at, true)) },
  [ELEMENT.bool]: { size: 1, most: MOST_NUMBERS, read: (view, at) => view.getUint8(at) },
};

/** Reads a `TensorProto`. Weights stay where they are, in this file or in another. */
export function readTensor(wire: Wire): Tensor {
  let [name, type] = ['', 0];
  const dims: number[] = [];
  const values: number[] = [];
  let raw: Uint8Array | null = null;
  // Sizes and type are written before the data.
  const few = () => type in FORMATS && countOf(dims) >= 0 && countOf(dims) <= FORMATS[type]!.most;
  wire.message((field) => {
    switch (field) {
      case 1:
        return wire.integers(dims);
      case 2:
        type = wire.integer();
        return;
      case 4:
        return few() && wire.floats(values);
      case 5:
      case 7:
        return few() && wire.integers(values);
      case 8:
        name = wire.text();
        return;
      case 9:
        raw = wire.raw();
        return;
    }
  });
  if (raw && few()) {
    values.push(...unpack(raw, FORMATS[type]!, countOf(dims)));
    wire.keep(values.length);
  }
  return { name, dims, type, values: few() && values.length === countOf(dims) ? values : null };
}

/** Reads a `SparseTensorProto`: the name of its values, and its own sizes. */
export function readSparseTensor(wire: Wire): Tensor {
  let [name, type] = ['', 0];
  const dims: number[] = [];
  wire.message((field) => {
    if (field === 1) ({ name, type } = readTensor(wire));
    if (field === 3) wire.integers(dims);
  });
  return { name, dims, type, values: null };
}

const countOf = (dims: readonly number[]): number => dims.reduce((product, size) => product * size, 1);

function unpack(raw: Uint8Array, { size, read }: Format, count: number): number[] {
  if (raw.length !== count * size) return [];
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  return Array.from({ length: count }, (_, i) => read(view, i * size));
}
