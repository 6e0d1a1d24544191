import type { AstNode } from 'langium';
import { type Architecture, isSpatial, type Level, type Source } from '../domain/index.js';
import { constraintText } from '../figures.js';
import * as ast from '../generated/ast.js';
import { levelName, sourceOf } from '../lower/index.js';
import { textOf } from '../references/dimensions.js';
import { reportByCoupling } from './by-coupling.js';
import type { Context } from './context.js';
import type { Report } from './report.js';

/** A dimension has one constraint on a level at most. */
export function checkRepeatedConstraints(
  { constraints, $container: level }: ast.FactorsProperty,
  report: Report,
): void {
  const firsts = new Map<string, ast.FactorConstraint>();
  for (const constraint of constraints) {
    if (!constraint.dimension?.ref) continue;
    const name = textOf(constraint);
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
export function checkIterated(node: ast.Architecture, report: Report, { lowering }: Context): void {
  const { value } = lowering.architecture(node);
  if (!value) return;
  reportByCoupling(value, report, ({ levels }, report) => {
    levels.forEach((level, l) => {
      const written = node.levels[l];
      if (!isSpatial(level) || !(ast.isFanout(written) || ast.isCompute(written))) return;
      if (written.dimensions.some((name) => !name?.dimension?.ref)) return;
      for (const { dimension, source } of level.factors) {
        if (level.dimensions.includes(dimension)) continue;
        const params = { level: level.name, dimension, over: level.dimensions };
        report('ffarch/constraint-not-iterated', params, { node: constraintAt(written, source) });
      }
    });
  });
}

/** The constraint that stands at a place of a level. */
function constraintAt(level: ast.Level, source: Source | undefined): AstNode {
  const constraints = level.properties.filter(ast.isFactorsProperty).flatMap((property) => property.constraints);
  return constraints.find((one) => sourceOf(one) === source) ?? level;
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
  const { value } = lowering.architecture(node);
  if (value) reportByCoupling(value, report, (view, report) => checkSizes(view, node, report));
}

function checkSizes({ levels }: Architecture, node: ast.Architecture, report: Report): void {
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
  if (level.type === 'link') return 1;
  return level.dimensions.includes(dimension) ? Math.min(bound ?? level.mesh, level.mesh) : 1;
}
