import type { Call, ShapeRule } from './call.js';
import { broadcastShapes } from './elementwise.js';
import type { Shape } from './value.js';

/** `Gemm`: a matrix times a matrix, either transposed. */
export const gemm =
  (second = 1): ShapeRule =>
  (call) => {
    const [a, b] = [call.shape(0), call.shape(second)];
    if (a?.length !== 2 || b?.length !== 2) return [null];
    return [[a[call.integer('transA', 0)] ?? null, b[1 - call.integer('transB', 0)] ?? null]];
  };

/** `MatMul` of numpy: matrices on the last two axes, the others broadcast. */
export const matmul =
  (second = 1): ShapeRule =>
  (call) => [matmulShape(call.shape(0), call.shape(second))];

/** `FusedMatMul`, which may read either matrix transposed. */
export const fusedMatmul: ShapeRule = (call) => [matmulShape(...fusedOperands(call))];

/** What a `FusedMatMul` multiplies. */
export const fusedOperands = (call: Call): [Shape | null, Shape | null] => [
  call.integer('transA', 0) ? swapped(call.shape(0)) : call.shape(0),
  call.integer('transB', 0) ? swapped(call.shape(1)) : call.shape(1),
];

const swapped = (shape: Shape | null): Shape | null => shape && [...shape.slice(0, -2), ...shape.slice(-2).reverse()];

function matmulShape(a: Shape | null, b: Shape | null): Shape | null {
  if (!a?.length || !b?.length) return null;
  const batch = broadcastShapes([a.slice(0, -2), b.slice(0, -2)]);
  if (!batch) return null;
  const rows = a.length > 1 ? a.slice(-2, -1) : [];
  const columns = b.length > 1 ? b.slice(-1) : [];
  return [...batch, ...rows, ...columns];
}

/** What an `Einsum` of two inputs says: an index a letter. Null for other numbers of inputs, and for `...`. */
export function equationOf(call: Call): { readonly inputs: readonly [string, string]; readonly output: string } | null {
  const text = call.text('equation', '').replaceAll(' ', '');
  const match = /^([A-Za-z]+),([A-Za-z]+)(?:->([A-Za-z]*))?$/.exec(text);
  if (!match) return null;
  const [, a = '', b = '', output] = match;
  const once = [...new Set(a + b)].filter((letter) => (a + b).split(letter).length === 2).sort();
  return { inputs: [a, b], output: output ?? once.join('') };
}

/** Sizes of an `Einsum`'s indices; null where inputs do not fit it. */
export function einsumSizes(call: Call): ReadonlyMap<string, number | null> | null {
  const equation = equationOf(call);
  if (!equation) return null;
  const sizes = new Map<string, number | null>();
  for (const [at, letters] of equation.inputs.entries()) {
    const shape = call.shape(at);
    if (shape?.length !== letters.length) return null;
    for (const [axis, letter] of [...letters].entries()) sizes.set(letter, sizes.get(letter) ?? shape[axis] ?? null);
  }
  return sizes;
}

export const einsum: ShapeRule = (call) => {
  const [equation, sizes] = [equationOf(call), einsumSizes(call)];
  return [equation && sizes ? [...equation.output].map((letter) => sizes.get(letter) ?? null) : null];
};

/** `MatMulNBits`: weights of few bits, whose sizes stand in attributes. */
export const matmulNBits: ShapeRule = (call) => [
  call.shape(0) && [...(call.shape(0) as Shape).slice(0, -1), call.integer('N', 0)],
];
