import type { ShapeRule } from './call.js';
import type { Shape } from './value.js';

/** The shape that numpy's broadcasting gives; null where one is not known, or sizes do not fit each other. */
export function broadcastShapes(shapes: readonly (Shape | null)[]): Shape | null {
  let result: Shape = [];
  for (const shape of shapes) {
    if (!shape) return null;
    const rank = Math.max(result.length, shape.length);
    const full = (each: Shape): Shape => [...Array(rank - each.length).fill(1), ...each];
    const [a, b] = [full(result), full(shape)];
    const merged = a.map((size, axis) => meet(size, b[axis] ?? null));
    if (merged.includes(undefined)) return null;
    result = merged as Shape;
  }
  return result;
}

/** Undefined where two sizes differ and neither is 1. */
function meet(a: number | null, b: number | null): number | null | undefined {
  if (a === 1) return b;
  if (b === 1) return a;
  if (a === null || b === null) return a ?? b;
  return a === b ? a : undefined;
}

/** One result for each value of the first input, in as many outputs as there are. */
export const same: ShapeRule = (call) => call.node.outputs.map(() => call.shape(0));

/** One result for each value of the inputs, broadcast. */
export const broadcast: ShapeRule = (call) => [broadcastShapes(call.inputs.map((input) => input?.shape ?? null))];

/** The broadcast of some of the inputs. */
export const broadcastOf =
  (...inputs: readonly number[]): ShapeRule =>
  (call) => [broadcastShapes(inputs.map((input) => call.shape(input)))];

/** Normalisations, whose second output and the others are statistics that nothing large reads. */
export const first: ShapeRule = (call) => [call.shape(0)];
