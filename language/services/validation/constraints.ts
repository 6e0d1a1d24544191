import * as ast from '../../generated/ast.js';
import { sourceOf } from '../../lower/index.js';
import * as diagnostics from './diagnostics.js';
import type { Report } from './finding.js';

/** A dimension has one constraint on a level at most. */
export function checkRepeatedConstraints(
  { constraints, $container: level }: ast.FactorsProperty,
  report: Report,
): void {
  const firsts = new Map<string, ast.FactorConstraint>();
  for (const constraint of constraints) {
    const name = constraint.dimension?.ref?.name;
    if (name === undefined) continue;
    const first = firsts.get(name);
    if (first) {
      const related = { message: `The first constraint on \`${name}\`.`, source: sourceOf(first) };
      report(diagnostics.repeatedConstraint(level.name, name), { node: constraint }, [related]);
    }
    firsts.set(name, first ?? constraint);
  }
}

/** A spatial level iterates the dimensions that it unrolls, and no others. */
export function checkIterated(constraint: ast.FactorConstraint, report: Report): void {
  const level = constraint.$container.$container;
  const dimension = constraint.dimension?.ref;
  if (ast.isMemory(level) || !dimension) return;
  const over = level.dimensions.map(({ ref }) => ref);
  if (over.includes(undefined) || over.includes(dimension)) return;
  const unrolled = over.map((one) => one!.name);
  report(diagnostics.constraintNotIterated(level.name, dimension.name, unrolled), { node: constraint });
}

/** The outermost level takes what is left, so it has no upper bounds (MODEL.md section 2, rule 6). */
export function checkOutermost({ levels }: ast.Architecture, report: Report): void {
  const outermost = levels[0];
  for (const { constraints } of outermost?.properties.filter(ast.isFactorsProperty) ?? []) {
    for (const constraint of constraints.filter(({ operator }) => operator === '<=')) {
      const written = constraint.$cstNode?.text ?? '<=';
      report(diagnostics.outermostUpperBound(outermost.name, written), { node: constraint });
    }
  }
}
