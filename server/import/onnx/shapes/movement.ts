import { axisOf, type Call, type ShapeRule } from './call.js';
import { broadcastShapes } from './elementwise.js';
import { type Shape, wordsOf } from './value.js';

/** `Reshape`: 0 keeps a size, -1 takes what is left. */
export const reshape: ShapeRule = (call) => {
  const [input, wanted] = [call.shape(0), call.list(1, 'shape')];
  if (!wanted) return [null];
  const kept = wanted.map((size, axis) =>
    size === 0 && !call.integer('allowzero', 0) ? (input?.[axis] ?? null) : size,
  );
  const words = wordsOf(input);
  const others = wordsOf(kept.filter((size) => size !== -1));
  const left = words !== null && others ? words / others : null;
  return [kept.map((size) => (size === -1 ? left : size))];
};

export const transpose: ShapeRule = (call) => {
  const input = call.shape(0);
  const order = call.integers('perm') ?? input?.map((_, axis) => input.length - 1 - axis);
  return [input && order ? order.map((axis) => input[axis] ?? null) : null];
};

export const flatten: ShapeRule = (call) => {
  const input = call.shape(0);
  if (!input) return [null];
  const axis = axisOf(call.integer('axis', 1), input.length);
  return [[wordsOf(input.slice(0, axis)), wordsOf(input.slice(axis))]];
};

/** @param from the first of the tensors among the inputs, of which each `step`th is one */
export const concat =
  (from = 0, step = 1): ShapeRule =>
  (call) => {
    const tensors = call.inputs.filter((_, at) => at >= from && (at - from) % step === 0);
    const shapes = tensors.map((input) => input?.shape ?? null);
    const [head] = shapes;
    if (!head || shapes.some((shape) => shape?.length !== head.length)) return [null];
    const axis = axisOf(call.integer('axis', 1), head.length);
    const along = shapes.map((shape) => shape?.[axis] ?? null);
    const sum = along.includes(null) ? null : along.reduce<number>((total, size) => total + (size ?? 0), 0);
    // Of the other sizes, any input may know them.
    return [head.map((_, at) => (at === axis ? sum : (shapes.find((shape) => shape?.[at] !== null)?.[at] ?? null)))];
  };

export const split: ShapeRule = (call) => {
  const input = call.shape(0);
  const outputs = call.node.outputs.length;
  if (!input) return call.node.outputs.map(() => null);
  const axis = axisOf(call.integer('axis', 0), input.length);
  const parts = call.list(1, 'split');
  const size = input[axis] ?? null;
  const each = size === null ? null : Math.ceil(size / outputs);
  return call.node.outputs.map((_, part) => {
    const last = size !== null && each !== null && part === outputs - 1 ? size - each * (outputs - 1) : each;
    const own = parts ? (parts[part] ?? null) : call.hasList(1, 'split') ? null : last;
    return input.map((kept, at) => (at === axis ? own : kept));
  });
};

/** What a `Slice` takes of an axis. */
export interface Cut {
  readonly axis: number;
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/** The axes that a `Slice` cuts; null where they depend on the data. */
export function cutsOf(call: Call, rank: number): Cut[] | null {
  const [starts, ends] = [call.list(1, 'starts'), call.list(2, 'ends')];
  if (!starts || !ends || (call.has(3) && !call.constant(3)) || (call.has(4) && !call.constant(4))) return null;
  const axes = call.list(3, 'axes') ?? starts.map((_, at) => at);
  return starts.map((start, at) => ({
    axis: axisOf(axes[at]!, rank),
    start,
    end: ends[at]!,
    step: call.constant(4)?.[at] ?? 1,
  }));
}

/** The first index of a cut, and how many there are. */
export function rangeOf({ start, end, step }: Cut, size: number): readonly [first: number, count: number] {
  const clamp = (index: number, low: number, high: number) => Math.min(Math.max(axisOf(index, size), low), high);
  const [from, to] =
    step < 0 ? [clamp(start, -1, size - 1), clamp(end, -1, size - 1)] : [clamp(start, 0, size), clamp(end, 0, size)];
  // Far below all, -1 in the other direction means "to the first": it is not counted from the end.
  const until = step < 0 && end < -size ? -1 : to;
  return [from, Math.max(0, Math.ceil((until - from) / step))];
}

export const slice: ShapeRule = (call) => {
  const input = call.shape(0);
  if (!input) return [null];
  const cuts = cutsOf(call, input.length);
  const axes = call.list(3, 'axes');
  if (!cuts)
    return [input.map((size, axis) => (axes && !axes.some((cut) => axisOf(cut, input.length) === axis) ? size : null))];
  return [
    input.map((size, axis) => {
      const cut = cuts.find((each) => each.axis === axis);
      return cut && size !== null ? rangeOf(cut, size)[1] : size;
    }),
  ];
};

export const gather: ShapeRule = (call) => {
  const [data, indices] = [call.shape(0), call.shape(1)];
  if (!data || !indices) return [null];
  const axis = axisOf(call.integer('axis', 0), data.length);
  return [[...data.slice(0, axis), ...indices, ...data.slice(axis + 1)]];
};

export const gatherElements: ShapeRule = (call) => [call.shape(1)];

export const gatherNd: ShapeRule = (call) => {
  const [data, indices] = [call.shape(0), call.shape(1)];
  const batch = call.integer('batch_dims', 0);
  const depth = indices?.[indices.length - 1] ?? null;
  if (!data || !indices || depth === null) return [null];
  return [[...indices.slice(0, -1), ...data.slice(batch + depth)]];
};

export const squeeze: ShapeRule = (call) => {
  const input = call.shape(0);
  if (!input || (call.has(1) && !call.constant(1))) return [null];
  const axes = call.list(1, 'axes')?.map((axis) => axisOf(axis, input.length));
  return [input.filter((size, axis) => (axes ? !axes.includes(axis) : size !== 1))];
};

export const unsqueeze: ShapeRule = (call) => {
  const [input, axes] = [call.shape(0), call.list(1, 'axes')];
  if (!input || !axes) return [null];
  const rank = input.length + axes.length;
  const added = axes.map((axis) => axisOf(axis, rank));
  const left = [...input];
  return [Array.from({ length: rank }, (_, axis) => (added.includes(axis) ? 1 : (left.shift() ?? null)))];
};

/** `Expand`: broadcasting with a shape, in which 1 and, as some exporters write it, -1 keep a size. */
export const expand: ShapeRule = (call) => {
  const wanted = call.constant(1);
  return [wanted && broadcastShapes([call.shape(0), wanted.map((size) => (size === -1 ? 1 : size))])];
};

export const tile: ShapeRule = (call) => {
  const [input, repeats] = [call.shape(0), call.constant(1)];
  return [input?.map((size, axis) => times(size, repeats?.[axis] ?? null)) ?? null];
};

const times = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a * b);

export const pad: ShapeRule = (call) => {
  const input = call.shape(0);
  const pads = call.list(1, 'pads') ?? call.integers('paddings');
  if (!input) return [null];
  if (!pads || (call.has(3) && !call.constant(3))) return [input.map(() => null)];
  const axes = call.constant(3)?.map((axis) => axisOf(axis, input.length)) ?? input.map((_, axis) => axis);
  return [
    input.map((size, axis) => {
      const at = axes.indexOf(axis);
      return at < 0 || size === null ? size : size + pads[at]! + pads[at + axes.length]!;
    }),
  ];
};

/** `Resize` and `Upsample`: by scales, or to sizes. */
export const resize: ShapeRule = (call) => {
  const input = call.shape(0);
  if (!input) return [null];
  // Before version 11, scales were the second input; before 9, an attribute.
  const old = call.node.operator === 'Upsample' || call.opset < 11;
  const scales = call.constant(old ? 1 : 2) ?? call.attribute('scales')?.floats ?? null;
  const sizes = old ? null : call.constant(3);
  const axes = call.integers('axes')?.map((axis) => axisOf(axis, input.length)) ?? input.map((_, axis) => axis);
  return [
    input.map((size, axis) => {
      const at = axes.indexOf(axis);
      if (at < 0) return size;
      if (sizes?.length) return sizes[at] ?? null;
      return size !== null && scales?.length ? Math.floor(size * scales[at]!) : null;
    }),
  ];
};

/** Blocks of channels become pixels, or pixels blocks of channels. */
const blocks =
  (toSpace: boolean): ShapeRule =>
  (call) => {
    const input = call.shape(0);
    const block = call.integer('blocksize', 1);
    if (input?.length !== 4) return [null];
    const [batch = null, channels = null, rows = null, columns = null] = input;
    const [deep, wide] = toSpace ? [1 / block ** 2, block] : [block ** 2, 1 / block];
    return [[batch, times(channels, deep), times(rows, wide), times(columns, wide)]];
  };

export const depthToSpace = blocks(true);
export const spaceToDepth = blocks(false);

/** Reductions over axes, all of them if none are given; a reduced axis is kept with size 1 unless asked otherwise. */
export const reduce: ShapeRule = (call) => {
  const input = call.shape(0);
  if (!input || (call.has(1) && !call.constant(1))) return [null];
  const axes = call.list(1, 'axes') ?? [];
  const none = axes.length === 0;
  if (none && call.integer('noop_with_empty_axes', 0) === 1) return [input];
  return [without(input, none ? input.map((_, axis) => axis) : axes, call.integer('keepdims', 1) === 1)];
};

export const argument: ShapeRule = (call) => {
  const input = call.shape(0);
  return [input && without(input, [call.integer('axis', 0)], call.integer('keepdims', 1) === 1)];
};

function without(input: Shape, axes: readonly number[], keep: boolean): Shape {
  const reduced = axes.map((axis) => axisOf(axis, input.length));
  const sizes = input.map((size, axis) => (reduced.includes(axis) ? 1 : size));
  return keep ? sizes : sizes.filter((_, axis) => !reduced.includes(axis));
}

export const topK: ShapeRule = (call) => {
  const input = call.shape(0);
  if (!input) return [null, null];
  const axis = axisOf(call.integer('axis', -1), input.length);
  const most = call.has(1) ? (call.constant(1)?.[0] ?? null) : call.integer('k', 1);
  const shape = input.map((size, at) => (at === axis ? most : size));
  return [shape, shape];
};

export const oneHot: ShapeRule = (call) => {
  const [indices, depth] = [call.shape(0), call.constant(1)];
  if (!indices) return [null];
  const axis = axisOf(call.integer('axis', -1), indices.length + 1);
  return [[...indices.slice(0, axis), depth?.[0] ?? null, ...indices.slice(axis)]];
};

/** `Shape`, of all axes or some. */
export const shapeOf: ShapeRule = (call) => {
  const input = call.shape(0);
  return [input && [input.slice(...shapeRange(call)).length]];
};

/** The axes that a `Shape` is of. */
export const shapeRange = (call: Call): [start: number, end?: number] => [
  call.integer('start', 0),
  call.attribute('end')?.integer,
];

export const scalar: ShapeRule = () => [[]];

export const constant: ShapeRule = (call) => {
  const { tensor, integers, floats } =
    call.attribute('value') ?? call.attribute('value_ints') ?? call.attribute('value_floats') ?? {};
  if (tensor) return [tensor.dims];
  if (call.attribute('value_ints') || call.attribute('value_floats'))
    return [[(integers?.length || floats?.length) ?? 0]];
  return [call.attribute('value_int') || call.attribute('value_float') ? [] : null];
};

export const constantOfShape: ShapeRule = (call) => [call.constant(0)];

export const range: ShapeRule = (call) => {
  const [start, limit, step] = [call.constant(0), call.constant(1), call.constant(2)];
  return [[start && limit && step ? Math.max(0, Math.ceil((limit[0]! - start[0]!) / step[0]!)) : null]];
};

/** The shape that is the first input's, but for the last axis. */
export const lastAxis =
  (size: (call: Call) => number | null): ShapeRule =>
  (call) => {
    const input = call.shape(0);
    return [input && [...input.slice(0, -1), size(call)]];
  };
