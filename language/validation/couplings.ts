import * as ast from '../generated/ast.js';
import { sourceOfProperty } from '../lower/index.js';
import { namedOperandsOf, operandsOf } from '../lower/operands.js';
import { MAX_DIMENSIONS, tooManyDimensions } from '../model/index.js';
import type { Related, Report } from './report.js';

/** Dimensions and strides share one name space, in which each name stands once. */
export function checkIndices(coupling: ast.Coupling, report: Report): void {
  const firsts = new Map<string, ast.Index>();
  for (const index of [...coupling.dimensions, ...coupling.strides]) {
    const { name } = index;
    if (!name) continue;
    const first = firsts.get(name);
    if (!first) {
      firsts.set(name, index);
      continue;
    }
    const code = ast.isDimension(index)
      ? 'ffarch/repeated-dimension'
      : ast.isDimension(first)
        ? 'ffarch/stride-is-dimension'
        : 'ffarch/repeated-stride';
    const related = { message: `The first \`${name}\`.`, source: sourceOfProperty(first, 'name') };
    report(code, { name }, { node: index, property: 'name' }, [related]);
  }
  const excess = tooManyDimensions(coupling.dimensions.length);
  if (excess) report(excess.code, excess.params, { node: coupling.dimensions[MAX_DIMENSIONS]! });
}

/** Each operand is indexed, by a dimension once at most. */
export function checkOperands({ computation }: ast.Coupling, report: Report): void {
  const firsts = new Map<string, ast.Operand>();
  for (const operand of namedOperandsOf(computation)) {
    const { name } = operand;
    const first = firsts.get(name);
    if (first) {
      const related = { message: `The first \`${name}\`.`, source: sourceOfProperty(first, 'name') };
      report('ffarch/repeated-operand', { name }, { node: operand, property: 'name' }, [related]);
    }
    firsts.set(name, first ?? operand);
    if (operand.axes.length === 0) {
      report('ffarch/unindexed-operand', { name }, { node: operand, property: 'name' });
    }
    const indexing = new Map<ast.Index, Related>();
    for (const { term, dimension, position } of dimensionsOf(operand)) {
      const earlier = indexing.get(dimension);
      if (earlier) {
        const place = { node: term, property: 'factors', index: position };
        const params = { dimension: dimension.name, operand: name };
        report('ffarch/dimension-twice-in-operand', params, place, [earlier]);
        continue;
      }
      const source = sourceOfProperty(term, 'factors', position);
      indexing.set(dimension, { message: `The first \`${dimension.name}\`.`, source });
    }
  }
}

/** A stride, or a number, spreads a dimension out, for another dimension of the same brackets to fill the gaps. */
export function checkLoneStrides({ computation }: ast.Coupling, report: Report): void {
  if (!computation) return;
  for (const { terms } of operandsOf(computation).flatMap(({ axes }) => axes)) {
    if (terms.length !== 1) continue;
    const { factors, coefficients } = terms[0]!;
    const dimension = factors.find(({ ref }) => ast.isDimension(ref))?.ref;
    if (!dimension) continue;
    const index = factors.findIndex(({ ref }) => ast.isStride(ref));
    if (index >= 0) {
      const params = { stride: factors[index]!.$refText, dimension: dimension.name };
      report('ffarch/stride-on-lone-term', params, { node: terms[0]!, property: 'factors', index });
    }
    for (const node of coefficients) {
      report('ffarch/stride-on-lone-term', { stride: node.value, dimension: dimension.name }, { node });
    }
  }
}

/** Dimensions and strides that no operand mentions. */
export function checkUnused({ computation, dimensions, strides }: ast.Coupling, report: Report): void {
  if (!computation?.out || !computation.w || !computation.in) return;
  const factors = operandsOf(computation).flatMap(({ axes }) =>
    axes.flatMap(({ terms }) => terms.flatMap((t) => t.factors)),
  );
  const used = new Set(factors.map(({ ref }) => ref));
  // An unresolved name is likely the one that seems unused, misspelt.
  if (used.has(undefined)) return;
  const names = new Set([...used].map((index) => index?.name));
  for (const node of dimensions) {
    if (!names.has(node.name)) report('ffarch/unused-dimension', { name: node.name }, { node });
  }
  for (const node of strides) {
    if (!names.has(node.name)) report('ffarch/unused-stride', { name: node.name }, { node });
  }
}

function dimensionsOf(operand: ast.Operand) {
  return operand.axes
    .flatMap(({ terms }) => terms)
    .flatMap((term) => term.factors.map(({ ref }, position) => ({ term, dimension: ref, position })))
    .filter((factor): factor is typeof factor & { dimension: ast.Dimension } => ast.isDimension(factor.dimension));
}
