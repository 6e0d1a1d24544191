import { type Architecture, isSpatial, type SpatialLevel } from '../domain/index.js';
import { forced } from '../evaluation/forced.js';
import { constraintText, exact } from '../figures.js';
import * as ast from '../generated/ast.js';
import { sourceOf } from '../lower/index.js';
import { textOf } from '../references/dimensions.js';
import { reportByCoupling } from './by-coupling.js';
import type { Context } from './context.js';
import type { Report } from './report.js';

/** The iterations that constraints force on a mesh fit on it, and those that they allow can fill it. */
export function checkMeshes(node: ast.Architecture, report: Report, { lowering }: Context): void {
  const { value, sound } = lowering.architecture(node);
  if (value) reportByCoupling(value, report, (view, report) => checkViewed(view, { node, sound }, report));
}

/** @param written and whether it has no errors */
function checkViewed(
  architecture: Architecture,
  { node, sound }: { readonly node: ast.Architecture; readonly sound: boolean },
  report: Report,
): void {
  const whole = forced(architecture.levels).iterations;
  architecture.levels.forEach((level, l) => {
    const written = node.levels[l]!;
    // A mesh of 1 may stand in for one that could not be read.
    if (!isSpatial(level) || !(ast.isFanout(written) || ast.isCompute(written)) || (level.mesh === 1 && !sound)) return;
    const { iterations, constraints } = forced([level]);
    const needed = [...iterations.values()].reduce((product, n) => product * n, 1);
    if (needed > level.mesh) {
      const sources = constraints.map(({ constraint }) => constraint.source!);
      const range = { start: sources[0]!.start, end: sources.at(-1)!.end };
      const params = {
        level: level.name,
        needed,
        mesh: level.mesh,
        forced: [...iterations].map(([name, value]) => ({ name, value })),
        smallest: [...iterations.keys()].map((name) => ({ name, value: whole.get(name)! })),
      };
      const related = written.mesh && [
        { message: `\`${level.name}\` has a mesh of ${exact(level.mesh)}.`, source: sourceOf(written.mesh) },
      ];
      report('ffarch/fanout-forced', params, { node: written, range }, related);
      return;
    }
    if (written.dimensions.some((name) => !name?.dimension?.ref)) return;
    if (level.dimensions.length === 0 && level.mesh > 1 && written.dimensions.length > 0) {
      const over = written.dimensions.map(textOf);
      report('ffarch/nothing-unrolled', { level: level.name, over }, { node: written, property: 'name' });
      return;
    }
    const { most, bounds } = mostInstances(level);
    const least = level.type === 'fanout' ? level.leastUsed : 1;
    if (most < least) {
      const place = { node: written.properties.find(({ keyword }) => keyword === 'use') ?? written };
      const related = bounds.map((bound) => ({ message: `\`${constraintText(bound)}\``, source: bound.source }));
      report('ffarch/use-never-reached', { level: level.name, most, mesh: level.mesh, least }, place, related);
      return;
    }
    if (most < level.mesh) {
      const place = written.mesh ? { node: written, property: 'mesh' } : { node: written, property: 'name' };
      const texts = bounds.map(constraintText);
      const related = bounds.map(({ source }, i) => ({ message: `\`${texts[i]}\``, source }));
      const params = { level: level.name, needed: most, mesh: level.mesh, bounds: texts };
      report('ffarch/mesh-never-filled', params, place, related);
    }
  });
}

/** How many instances of a mesh can be in use at most, and the constraints that keep it from more. */
function mostInstances({ mesh, dimensions, factors }: SpatialLevel) {
  const bounds = factors.filter(
    ({ dimension, operator, value }) => operator !== '>=' && Number.isFinite(value) && dimensions.includes(dimension),
  );
  const product = (operator: string) =>
    bounds.reduce((n, bound) => (bound.operator === operator ? n * bound.value : n), 1);
  const fixed = product('=');
  // What is left for the other dimensions, which are bounded all together or not at all.
  const left = Math.floor(mesh / fixed);
  const bounded = new Set(bounds.map(({ dimension }) => dimension)).size === new Set(dimensions).size;
  return { most: fixed * (bounded ? Math.min(left, product('<=')) : left), bounds };
}
