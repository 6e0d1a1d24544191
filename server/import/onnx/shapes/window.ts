import type { Call, ShapeRule } from './call.js';
import type { Shape } from './value.js';

/** How a window moves over the spatial axes, outermost first. */
export interface Window {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** Those at the beginning of each axis, then those at the end. */
  readonly pads: readonly number[];
}

/** The largest output of a window on an axis; a kernel that does not fit gives none. */
function reach(size: number, span: number, stride: number, ceil: boolean): number {
  const steps = (size - span) / stride;
  return Math.max(0, (ceil ? Math.ceil(steps) : Math.floor(steps)) + 1);
}

/**
 * The window of a convolution or pooling: its attributes, with pads as `auto_pad` makes them.
 *
 * @param spatial sizes of the input on the axes that it moves over
 * @param kernel of the weights, where there are some
 */
export function windowOf(call: Call, spatial: Shape, kernel: readonly number[]): Window {
  const every = (value: number) => kernel.map(() => value);
  const strides = call.integers('strides') ?? every(1);
  const dilations = call.integers('dilations') ?? every(1);
  const auto = call.text('auto_pad', 'NOTSET');
  const given = call.integers('pads') ?? [...every(0), ...every(0)];
  if (!auto.startsWith('SAME'))
    return { kernel, strides, dilations, pads: auto === 'VALID' ? [...every(0), ...every(0)] : given };
  const pads = kernel.map((taps, axis) => {
    const size = spatial[axis] ?? 0;
    const missing = (Math.ceil(size / strides[axis]!) - 1) * strides[axis]! + spanOf(taps, dilations[axis]!) - size;
    const all = Math.max(0, missing);
    const less = Math.floor(all / 2);
    return auto === 'SAME_LOWER' ? [all - less, less] : [less, all - less];
  });
  return { kernel, strides, dilations, pads: [...pads.map(([begin]) => begin!), ...pads.map(([, end]) => end!)] };
}

const spanOf = (taps: number, dilation: number): number => (taps - 1) * dilation + 1;

/** The sizes that a window gives on the axes that it moves over. */
export function slide(spatial: Shape, { kernel, strides, dilations, pads }: Window, ceil = false): Shape {
  return spatial.map((size, axis) => {
    if (size === null) return null;
    const [begin, end] = [pads[axis] ?? 0, pads[axis + kernel.length] ?? 0];
    const steps = reach(size + begin + end, spanOf(kernel[axis]!, dilations[axis]!), strides[axis]!, ceil);
    // With `ceil_mode` the last window begins inside the input or its padding before.
    return ceil && (steps - 1) * strides[axis]! >= size + begin ? steps - 1 : steps;
  });
}

/** Convolutions: `[N, C, …]` with weights `[M, C / group, …]`. */
export const convolution =
  (weights = 1): ShapeRule =>
  (call) => {
    const [input, filter] = [call.shape(0), call.shape(weights)];
    if (!input) return [null];
    const kernel = filter?.slice(2) ?? call.integers('kernel_shape');
    if (!kernel || kernel.length !== input.length - 2 || kernel.some((taps) => taps === null)) return [null];
    const spatial = input.slice(2);
    return [
      [input[0] ?? null, filter?.[0] ?? null, ...slide(spatial, windowOf(call, spatial, kernel as readonly number[]))],
    ];
  };

/** Transposed convolutions: `[N, C, …]` with weights `[C, M / group, …]`. */
export const transposedConvolution: ShapeRule = (call) => {
  const [input, filter] = [call.shape(0), call.shape(1)];
  if (!input || !filter || filter.length !== input.length || filter.some((size) => size === null)) return [null];
  const kernel = filter.slice(2) as number[];
  const given = call.integers('output_shape');
  const strides = call.integers('strides') ?? kernel.map(() => 1);
  const dilations = call.integers('dilations') ?? kernel.map(() => 1);
  const extra = call.integers('output_padding') ?? kernel.map(() => 0);
  const pads = call.integers('pads') ?? [...kernel, ...kernel].map(() => 0);
  const auto = call.text('auto_pad', 'NOTSET');
  const spatial = input.slice(2).map((size, axis) => {
    if (given) return given[given.length - kernel.length + axis] ?? null;
    if (size === null) return null;
    if (auto.startsWith('SAME')) return size * strides[axis]!;
    const cut = auto === 'VALID' ? 0 : pads[axis]! + pads[axis + kernel.length]!;
    return strides[axis]! * (size - 1) + extra[axis]! + spanOf(kernel[axis]!, dilations[axis]!) - cut;
  });
  const channels = (filter[1] ?? 0) * call.integer('group', 1);
  return [[input[0] ?? null, channels, ...spatial]];
};

/** Poolings over a window; each output has the same shape. */
export const pool: ShapeRule = (call) => {
  const [input, kernel] = [call.shape(0), call.integers('kernel_shape')];
  if (!input || !kernel || kernel.length !== input.length - 2) return [null, null];
  const spatial = input.slice(2);
  const ceil = call.integer('ceil_mode', 0) === 1;
  const shape = [...input.slice(0, 2), ...slide(spatial, windowOf(call, spatial, kernel), ceil)];
  return [shape, shape];
};

/** Poolings over all of the spatial axes. */
export const globalPool: ShapeRule = (call) => [call.shape(0)?.map((size, axis) => (axis < 2 ? size : 1)) ?? null];
