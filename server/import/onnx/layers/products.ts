import type { Call } from '../shapes/call.js';
import { einsumSizes, equationOf, fusedOperands } from '../shapes/products.js';
import { isKnown, type Shape, type Step, type Value } from '../shapes/value.js';
import { LeftOut, type Part, storedWords, unknownSize } from './part.js';

/** A product of two tensors as matrices: the sizes of rows times columns, summed over what is between, several times. */
interface Product {
  /** Indices of both operands and of the result. */
  readonly batch: number;
  /** Of the result and the operand without its last index. */
  readonly rows: number;
  /** Of the result and the operand with its last index. */
  readonly columns: number;
  /** Summed over. */
  readonly inner: number;
}

/** Which inputs of an operator are multiplied, and which is added. */
interface Operands {
  readonly second: number;
  readonly bias: number | null;
}

/** The work of a product of matrices or tensors. */
export function productPart(step: Step, call: Call, { second, bias }: Operands): Part | LeftOut {
  const [a, b] = [step.inputs[0], step.inputs[second]];
  for (const value of [a, b]) if (!value || !isKnown(value.shape)) return unknownSize(step, value ?? null);
  const product = productOf(step, call, a as Value, b as Value);
  if (!product) return new LeftOut(step, 'multiplies tensors whose sizes do not fit each other');
  const [left, right] = isTurned(call) ? [b, a] : [a, b];
  const stored = storedWords([a, b, bias === null ? null : step.inputs[bias]]);
  // Weights on the left make columns of inputs of what is on the right.
  if (!left?.weight || right?.weight) return partOf(step, right ?? null, product, stored);
  return partOf(step, left, { ...product, rows: product.columns, columns: product.rows }, stored);
}

/** The work of weights of few bits, whose sizes stand in attributes. */
export function packedPart(step: Step, call: Call): Part | LeftOut {
  const input = step.inputs[0]!;
  if (!input || !isKnown(input.shape)) return unknownSize(step, input);
  const [inner, columns] = [call.integer('K', 0), call.integer('N', 0)];
  const rows = input.shape.slice(0, -1).reduce<number>((n, size) => n * (size ?? 1), 1);
  return partOf(step, step.inputs[1] ?? null, { batch: 1, rows, columns, inner }, inner * columns);
}

/** @param w the operand with the columns, which are those of weights */
export function partOf(step: Step, w: Value | null, product: Product, parameters: number): Part {
  const { batch, rows, columns, inner } = product;
  const matrices = { M: columns, K: inner, N: rows };
  return {
    w,
    step,
    times: 1,
    kernel: batch > 1 ? 'batchedGemm' : 'gemm',
    sizes: batch > 1 ? { B: batch, ...matrices } : matrices,
    strides: [],
    dilations: [],
    pads: [],
    parameters,
    words: batch * (rows * inner + inner * columns + rows * columns),
  };
}

function productOf(step: Step, call: Call, a: Value, b: Value): Product | null {
  switch (step.operator) {
    case 'Einsum':
      return einsumProduct(call);
    case 'Gemm':
    case 'com.microsoft.FusedGemm':
    case 'com.microsoft.QGemm':
      return matrixProduct(turned(a.shape, call.integer('transA', 0)), turned(b.shape, call.integer('transB', 0)));
    case 'com.microsoft.FusedMatMul':
      return matrixProduct(...fusedOperands(call));
    default:
      return matrixProduct(a.shape, b.shape);
  }
}

const turned = (shape: Shape | null, turn: number): Shape | null => (turn && shape ? [...shape].reverse() : shape);

/** Of matrices on the last two axes, the others broadcast; a vector is a row or a column. */
function matrixProduct(first: Shape | null, second: Shape | null): Product | null {
  if (!isKnown(first) || !isKnown(second) || first.length === 0 || second.length === 0) return null;
  const a = first.length === 1 ? [1, ...first] : first;
  const b = second.length === 1 ? [...second, 1] : second;
  const [rows, inner] = a.slice(-2) as [number, number];
  const [depth, columns] = b.slice(-2) as [number, number];
  if (inner !== depth) return null;
  let product: Product = { batch: 1, rows, columns, inner };
  for (let axis = 3; axis <= Math.max(a.length, b.length); axis++) {
    const [m, n] = [a[a.length - axis] ?? 1, b[b.length - axis] ?? 1];
    if (m === n) product = { ...product, batch: product.batch * m };
    else if (n === 1) product = { ...product, rows: product.rows * m };
    else if (m === 1) product = { ...product, columns: product.columns * n };
    else return null;
  }
  return product;
}

/** Null also where an index is summed over in one input alone, which is not a product. */
function einsumProduct(call: Call): Product | null {
  const [equation, sizes] = [equationOf(call), einsumSizes(call)];
  if (!equation || !sizes) return null;
  const [left, right] = isTurned(call) ? [...equation.inputs].reverse() : equation.inputs;
  let product: Product = { batch: 1, rows: 1, columns: 1, inner: 1 };
  for (const [letter, size] of sizes) {
    const role = roleOf(left.includes(letter), right.includes(letter), equation.output.includes(letter));
    if (!role || size === null) return null;
    product = { ...product, [role]: product[role] * size };
  }
  return product;
}

/** Whether the first operand of an `Einsum` has the last index of the result, and so the columns. */
function isTurned(call: Call): boolean {
  const equation = equationOf(call);
  if (!equation) return false;
  const [a, b] = equation.inputs;
  const last = equation.output.slice(-1);
  return last !== '' && a.includes(last) && !b.includes(last);
}

function roleOf(left: boolean, right: boolean, result: boolean): keyof Product | null {
  if (left && right) return result ? 'batch' : 'inner';
  if (!result) return null;
  return left ? 'rows' : 'columns';
}
