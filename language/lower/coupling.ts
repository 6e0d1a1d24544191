import type { Axis, Coupling, Operand, Term } from '../domain/coupling.js';
import * as ast from '../generated/ast.js';
import type { Lowerings } from './lowerings.js';
import { positiveInteger } from './number.js';
import type { Lowered } from './problem.js';
import { Problems } from './problems.js';
import { sourceOf } from './source.js';
import { checkSpecialCase, lowerSpecialCase, operandsOfSpecialCase } from './special-case.js';

/** Sound if it says what it computes, in terms of a dimension, or of a dimension and what it is multiplied by. */
export function lowerCoupling(node: ast.Coupling, lowering: Lowerings): Lowered<Coupling> {
  const problems = new Problems();
  const { computation, name } = node;
  if (node.dimensions.length === 0) {
    problems.add('ffarch/coupling-incomplete', { name, lacks: 'dimensions' }, node, 'name');
  }
  const special = lowerSpecialCase(node, problems, lowering);
  const strides = node.strides.map(({ name }) => name);
  const operands = computation
    ? lowerComputation(computation, problems, lowering)
    : special && operandsOfSpecialCase(special, strides);
  if (!operands) {
    const lacks = node.general ? undefined : 'computation';
    if (lacks || computation) problems.add('ffarch/coupling-incomplete', { name, lacks: 'computation' }, node, 'name');
    problems.incomplete();
    return problems.result<Coupling>(undefined);
  }
  const coupling = {
    name,
    dimensions: node.dimensions.map(({ name }) => name),
    strides,
    defaults: lowerDefaults(node, problems, lowering),
    operands,
    ...(special && { special }),
    source: sourceOf(node),
  };
  if (special && computation) checkSpecialCase(node, coupling, special, problems);
  return problems.result(coupling);
}

function lowerComputation(
  { out, w, in: input }: ast.Computation,
  problems: Problems,
  lowering: Lowerings,
): Coupling['operands'] | undefined {
  if (!out || !w || !input) return undefined;
  return {
    out: lowerOperand(out, problems, lowering),
    w: lowerOperand(w, problems, lowering),
    in: lowerOperand(input, problems, lowering),
  };
}

function lowerDefaults({ dimensions }: ast.Coupling, problems: Problems, lowering: Lowerings): Record<string, number> {
  const defaults: Record<string, number> = {};
  for (const dimension of dimensions.filter(({ hasDefault }) => hasDefault)) {
    const what = `The default of \`${dimension.name}\``;
    const value = positiveInteger(dimension.default, what, problems, lowering);
    if (!dimension.default) {
      problems.add('ffarch/value-missing', { what, example: `${dimension.name} = 1` }, dimension);
    }
    defaults[dimension.name] = value ?? 1;
  }
  return defaults;
}

function lowerOperand(node: ast.Operand, problems: Problems, lowering: Lowerings): Operand {
  return {
    name: node.name,
    axes: node.axes.map((axis) => lowerAxis(axis, problems, lowering)),
    source: sourceOf(node),
  };
}

function lowerAxis(node: ast.Axis, problems: Problems, lowering: Lowerings): Axis {
  if (node.terms.length === 0) {
    problems.add('ffarch/empty-axis', {}, node);
  }
  return node.terms.map((term) => lowerTerm(term, problems, lowering)).filter((term) => term !== undefined);
}

function lowerTerm(node: ast.Term, problems: Problems, lowering: Lowerings): Term | undefined {
  const factors = node.factors.map((factor) => factor.ref);
  if (factors.includes(undefined)) {
    problems.incomplete();
    return undefined;
  }
  const dimensions = factors.filter(ast.isDimension);
  const strides = factors.filter(ast.isStride);
  if (dimensions.length !== 1 || strides.length > 1) {
    const names = (indices: readonly ast.Index[]) => indices.map(({ name }) => name);
    const numbers = node.coefficients.map(({ value }) => value);
    problems.add('ffarch/term-not-linear', { dimensions: names(dimensions), strides: names(strides), numbers }, node);
    return undefined;
  }
  const coefficient = coefficientOf(node, dimensions[0]!.name, problems, lowering);
  if (coefficient === undefined) return undefined;
  return { dimension: dimensions[0]!.name, stride: strides[0]?.name ?? null, coefficient };
}

/** The product of the numbers in a term. */
function coefficientOf(node: ast.Term, dimension: string, problems: Problems, lowering: Lowerings): number | undefined {
  const what = `The coefficient of \`${dimension}\``;
  let product: number | undefined = 1;
  for (const literal of node.coefficients) {
    const value = positiveInteger(literal, what, problems, lowering);
    product = product && value && product * value;
  }
  if (product && !Number.isSafeInteger(product)) {
    problems.add('ffarch/number-too-large', { what, value: product }, node);
    return undefined;
  }
  return product;
}
