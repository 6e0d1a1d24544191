import { indexes } from '../domain/compatibility.js';
import { type Axis, type Coupling, forEachRole, ROLES, type SpecialCase } from '../domain/coupling.js';
import type * as ast from '../generated/ast.js';
import type { Lowerings } from './lowerings.js';
import { givenFirst } from './problem.js';
import type { Problems } from './problems.js';
import { sourceOf } from './source.js';

/** What a coupling is a special case of: all its dimensions have a name there, each another one. */
export function lowerSpecialCase(node: ast.Coupling, problems: Problems, lowering: Lowerings): SpecialCase | undefined {
  const { general, name, dimensions } = node;
  if (!general) {
    const [named] = dimensions.filter((dimension) => dimension.general);
    if (named) problems.add('ffarch/special-case-of-nothing', { coupling: name, dimension: named.name }, named);
    return undefined;
  }
  if (!general.ref) {
    problems.incomplete();
    return undefined;
  }
  if (isCircular(node)) {
    problems.add('ffarch/special-case-cycle', { coupling: name, general: general.ref.name }, node, 'general');
    return undefined;
  }
  const of = problems.dependOn(lowering.coupling(general.ref));
  const names: Record<string, string> = {};
  const firsts = new Map<ast.Dimension, ast.Dimension>();
  for (const dimension of dimensions) {
    const meant = dimension.general?.ref;
    if (!meant) {
      // A name that means nothing is reported as such.
      if (dimension.general) problems.incomplete();
      else {
        const params = { dimension: dimension.name, general: general.ref.name };
        problems.add('ffarch/special-case-unnamed', params, dimension, 'name');
      }
      continue;
    }
    const first = firsts.get(meant);
    if (first) {
      const params = { dimensions: [first.name, dimension.name], general: meant.name };
      problems.add('ffarch/special-case-repeated', params, dimension, 'general', givenFirst(sourceOf(first)));
      continue;
    }
    firsts.set(meant, dimension);
    names[dimension.name] = meant.name;
  }
  return of && { of, names };
}

/** Whether a coupling comes back to itself, or what it is a case of does. */
function isCircular(node: ast.Coupling): boolean {
  const seen = new Set<ast.Coupling>();
  for (let at: ast.Coupling | undefined = node; at; at = at.general?.ref) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}

/** The operands of a coupling in the names of a special case, without the dimensions that have size 1. */
export function operandsOfSpecialCase({ of, names }: SpecialCase, strides: readonly string[]): Coupling['operands'] {
  const own = new Map(Object.entries(names).map(([name, general]) => [general, name]));
  const axis = (terms: Axis): Axis =>
    terms.flatMap((term) => {
      const dimension = own.get(term.dimension);
      const stride = term.stride !== null && strides.includes(term.stride) ? term.stride : null;
      return dimension === undefined ? [] : [{ ...term, dimension, stride }];
    });
  // A dimension alone in its brackets has no gaps for others to fill.
  const alone = (terms: Axis): Axis =>
    terms.length > 1 ? terms : terms.map((term) => ({ ...term, stride: null, coefficient: 1 }));
  return forEachRole((role) => ({
    name: of.operands[role].name,
    axes: of.operands[role].axes.map((terms) => alone(axis(terms))).filter((terms) => terms.length > 0),
  }));
}

/** A special case that says what it computes indexes the same operands, with the same sums in their brackets. */
export function checkSpecialCase(
  node: ast.Coupling,
  coupling: Coupling,
  { of, names }: SpecialCase,
  problems: Problems,
): void {
  const expected = operandsOfSpecialCase({ of, names }, coupling.strides);
  for (const dimension of node.dimensions) {
    const general = names[dimension.name];
    if (general === undefined) continue;
    const params = { coupling: node.name, dimension: dimension.name, general, of: of.name };
    for (const role of ROLES) {
      const here = indexes(coupling, role, dimension.name);
      const { name: operand, axes } = coupling.operands[role];
      const indexed = here === indexes(of, role, general);
      if (indexed && partners(axes, dimension.name) === partners(expected[role].axes, dimension.name)) continue;
      const sum = indexed ? { sum: true as const } : {};
      problems.add('ffarch/special-case-differs', { ...params, operand, here, ...sum }, dimension);
      break;
    }
  }
}

/** The dimensions that a dimension is added to in an operand, in one text. */
function partners(axes: readonly Axis[], dimension: string): string {
  const terms = axes.find((axis) => axis.some((term) => term.dimension === dimension)) ?? [];
  return JSON.stringify(terms.map((term) => term.dimension).sort());
}
