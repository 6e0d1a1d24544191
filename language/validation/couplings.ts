import * as ast from '../generated/ast.js';
import { sourceOfProperty } from '../lower/index.js';
import { namedOperandsOf, operandsOf } from '../lower/operands.js';
import { MAX_DIMENSIONS } from '../model/index.js';
import * as diagnostics from './diagnostics.js';
import type { Related, Report } from './finding.js';

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
    const finding = ast.isDimension(index)
      ? diagnostics.repeatedDimension(name)
      : ast.isDimension(first)
        ? diagnostics.strideIsDimension(name)
        : diagnostics.repeatedStride(name);
    const related = { message: `The first \`${name}\`.`, source: sourceOfProperty(first, 'name') };
    report(finding, { node: index, property: 'name' }, [related]);
  }
  const excess = coupling.dimensions[MAX_DIMENSIONS];
  if (excess) {
    report(diagnostics.tooManyDimensions(coupling.dimensions.length, MAX_DIMENSIONS), { node: excess });
  }
}

/** Each operand is indexed, by a dimension once at most. */
export function checkOperands({ computation }: ast.Coupling, report: Report): void {
  const firsts = new Map<string, ast.Operand>();
  for (const operand of namedOperandsOf(computation)) {
    const first = firsts.get(operand.name);
    if (first) {
      const related = { message: `The first \`${operand.name}\`.`, source: sourceOfProperty(first, 'name') };
      report(diagnostics.repeatedOperand(operand.name), { node: operand, property: 'name' }, [related]);
    }
    firsts.set(operand.name, first ?? operand);
    if (operand.axes.length === 0) {
      report(diagnostics.unindexedOperand(operand.name), { node: operand, property: 'name' });
    }
    const indexing = new Map<ast.Index, Related>();
    for (const { term, dimension, position } of dimensionsOf(operand)) {
      const earlier = indexing.get(dimension);
      if (earlier) {
        const place = { node: term, property: 'factors', index: position };
        report(diagnostics.dimensionTwiceInOperand(dimension.name, operand.name), place, [earlier]);
        continue;
      }
      const source = sourceOfProperty(term, 'factors', position);
      indexing.set(dimension, { message: `The first \`${dimension.name}\`.`, source });
    }
  }
}

/** A stride spreads a dimension out, for another dimension of the same brackets to fill the gaps. */
export function checkLoneStrides({ computation }: ast.Coupling, report: Report): void {
  if (!computation) return;
  for (const { terms } of operandsOf(computation).flatMap(({ axes }) => axes)) {
    if (terms.length !== 1) continue;
    const factors = terms[0].factors.map((factor) => factor.ref);
    const stride = factors.find(ast.isStride);
    const dimension = factors.find(ast.isDimension);
    if (stride && dimension) {
      const place = { node: terms[0], property: 'factors', index: factors.indexOf(stride) };
      report(diagnostics.strideOnLoneTerm(stride.name, dimension.name), place);
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
    if (!names.has(node.name)) report(diagnostics.unusedDimension(node.name), { node });
  }
  for (const node of strides) {
    if (!names.has(node.name)) report(diagnostics.unusedStride(node.name), { node });
  }
}

function dimensionsOf(operand: ast.Operand) {
  return operand.axes
    .flatMap(({ terms }) => terms)
    .flatMap((term) => term.factors.map(({ ref }, position) => ({ term, dimension: ref, position })))
    .filter((factor): factor is typeof factor & { dimension: ast.Dimension } => ast.isDimension(factor.dimension));
}
