import type { Axis, Coupling, Operand, Term } from '../domain/coupling.js';
import * as ast from '../generated/ast.js';
import type { Lowered } from './problem.js';
import { Problems } from './problems.js';
import { sourceOf } from './source.js';

/** Sound if it says what it computes, in terms of a dimension, or of a stride and a dimension. */
export function lowerCoupling(node: ast.Coupling): Lowered<Coupling> {
  const problems = new Problems();
  const { computation } = node;
  if (node.dimensions.length === 0) {
    problems.add('ffarch/coupling-incomplete', { name: node.name, lacks: 'dimensions' }, node, 'name');
  }
  if (!computation?.out || !computation.w || !computation.in) {
    problems.add('ffarch/coupling-incomplete', { name: node.name, lacks: 'computation' }, node, 'name');
    return problems.result<Coupling>(undefined);
  }
  return problems.result({
    name: node.name,
    dimensions: node.dimensions.map(({ name }) => name),
    strides: node.strides.map(({ name }) => name),
    operands: {
      out: lowerOperand(computation.out, problems),
      w: lowerOperand(computation.w, problems),
      in: lowerOperand(computation.in, problems),
    },
    source: sourceOf(node),
  });
}

function lowerOperand(node: ast.Operand, problems: Problems): Operand {
  return { name: node.name, axes: node.axes.map((axis) => lowerAxis(axis, problems)), source: sourceOf(node) };
}

function lowerAxis(node: ast.Axis, problems: Problems): Axis {
  if (node.terms.length === 0) {
    problems.add('ffarch/empty-axis', {}, node);
  }
  return node.terms.map((term) => lowerTerm(term, problems)).filter((term) => term !== undefined);
}

function lowerTerm(node: ast.Term, problems: Problems): Term | undefined {
  const factors = node.factors.map((factor) => factor.ref);
  if (factors.includes(undefined)) {
    problems.incomplete();
    return undefined;
  }
  const dimensions = factors.filter(ast.isDimension);
  const strides = factors.filter(ast.isStride);
  if (dimensions.length !== 1 || strides.length > 1) {
    const names = (indices: readonly ast.Index[]) => indices.map(({ name }) => name);
    problems.add('ffarch/term-not-linear', { dimensions: names(dimensions), strides: names(strides) }, node);
    return undefined;
  }
  return { dimension: dimensions[0].name, stride: strides[0]?.name ?? null };
}
