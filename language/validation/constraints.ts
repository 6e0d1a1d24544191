import type { Level } from '../domain/index.js';
import { constraintText } from '../figures.js';
import * as ast from '../generated/ast.js';
import { levelName, sourceOf } from '../lower/index.js';
import type { Context } from './context.js';
import type { Report } from './report.js';

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
      const params = { level: levelName(level), dimension: name };
      report('ffarch/repeated-constraint', params, { node: constraint }, [related]);
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
  const params = { level: levelName(level), dimension: dimension.name, over: over.map((one) => one!.name) };
  report('ffarch/constraint-not-iterated', params, { node: constraint });
}

/** The outermost level takes what is left, so it has no upper bounds (model.md section 2, rule 6). */
export function checkOutermost({ levels }: ast.Architecture, report: Report): void {
  const outermost = levels[0]!;
  for (const { constraints } of outermost?.properties.filter(ast.isFactorsProperty) ?? []) {
    for (const constraint of constraints.filter(({ operator }) => operator === '<=')) {
      const params = { level: levelName(outermost), constraint: constraint.$cstNode?.text ?? '<=' };
      report('ffarch/outermost-upper-bound', params, { node: constraint });
    }
  }
}

/** Constraints on all levels together bound the size of a dimension, where not even the outermost takes what is left. */
export function checkBounded(node: ast.Architecture, report: Report, { lowering }: Context): void {
  const { levels = [] } = lowering.architecture(node).value ?? {};
  for (const constraint of levels[0]?.factors ?? []) {
    const { dimension, operator, source } = constraint;
    if (operator !== '=') continue;
    const bounds = levels.map((level) => ({ level, most: mostIterations(level, dimension) }));
    const most = bounds.reduce((product, bound) => product * bound.most, 1);
    if (!Number.isFinite(most)) continue;
    const iterating = bounds.filter((bound) => bound.most > 1);
    const related = levels.slice(1).flatMap((level) =>
      level.factors
        .filter((other) => other.dimension === dimension)
        .map((other) => ({
          message: `\`${level.name}\` has \`${constraintText(other)}\`.`,
          source: other.source,
        })),
    );
    const params = {
      outermost: levels[0]!.name,
      dimension,
      most,
      levels: iterating.map((bound) => ({ name: bound.level.name, value: bound.most })),
    };
    report('ffarch/size-bounded', params, { node, range: source! }, related);
  }
}

/** The most iterations of a dimension that a level can have, infinity if nothing bounds them. */
function mostIterations(level: Level, dimension: string): number {
  const bound = level.factors.find((factor) => factor.dimension === dimension && factor.operator !== '>=')?.value;
  if (level.type === 'memory') return bound ?? Number.POSITIVE_INFINITY;
  return level.dimensions.includes(dimension) ? Math.min(bound ?? level.mesh, level.mesh) : 1;
}
