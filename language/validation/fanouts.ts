import type { SpatialLevel } from '../domain/index.js';
import { forced } from '../evaluation/forced.js';
import * as ast from '../generated/ast.js';
import { show, sourceOf } from '../lower/index.js';
import type { Context } from './context.js';
import * as diagnostics from './diagnostics.js';
import type { Report } from './finding.js';

/** The iterations that constraints force on a mesh fit on it, and those that they allow can fill it. */
export function checkMeshes(node: ast.Architecture, report: Report, { lowering }: Context): void {
  const { value: architecture, sound } = lowering.architecture(node);
  if (!architecture) return;
  const whole = forced(architecture.levels).iterations;
  architecture.levels.forEach((level, l) => {
    const written = node.levels[l];
    // A mesh of 1 may stand in for one that could not be read.
    if (level.type === 'memory' || ast.isMemory(written) || (level.mesh === 1 && !sound)) return;
    const { iterations, constraints } = forced([level]);
    const needed = [...iterations.values()].reduce((product, n) => product * n, 1);
    if (needed > level.mesh) {
      const sources = constraints.map(({ constraint }) => constraint.source!);
      const range = { start: sources[0].start, end: sources.at(-1)!.end };
      const parts = [...iterations].map(([dimension, n]) => `${dimension} ${show(n)}`);
      const sizes = [...iterations.keys()].map((dimension) => `${dimension} ${show(whole.get(dimension)!)}`);
      const related = written.mesh && [
        { message: `\`${level.name}\` has a mesh of ${show(level.mesh)}.`, source: sourceOf(written.mesh) },
      ];
      report(diagnostics.fanoutForced(level.name, needed, level.mesh, parts, sizes), { node: written, range }, related);
      return;
    }
    if (written.dimensions.some((dimension) => !dimension?.ref)) return;
    const { most, bounds } = mostInstances(level);
    if (most < level.mesh) {
      const reason =
        level.dimensions.length === 0
          ? 'no dimension is unrolled over it'
          : bounds.map(({ dimension, operator, value }) => `${dimension} ${operator} ${show(value)}`).join(', ');
      const place = written.mesh ? { node: written, property: 'mesh' } : { node: written, property: 'name' };
      const related = bounds.map(({ dimension, operator, value, source }) => ({
        message: `\`${dimension} ${operator} ${show(value)}\``,
        source,
      }));
      report(diagnostics.meshNeverFilled(level.name, most, level.mesh, reason), place, related);
    }
  });
}

/** How many instances of a mesh can be in use at most, and the constraints that keep it from more. */
function mostInstances({ mesh, dimensions, factors }: SpatialLevel) {
  const bounds = factors.filter(({ dimension, operator }) => operator !== '>=' && dimensions.includes(dimension));
  const product = (operator: string) =>
    bounds.reduce((n, bound) => (bound.operator === operator ? n * bound.value : n), 1);
  const fixed = product('=');
  // What is left for the other dimensions, which are bounded all together or not at all.
  const left = Math.floor(mesh / fixed);
  const bounded = new Set(bounds.map(({ dimension }) => dimension)).size === new Set(dimensions).size;
  return { most: fixed * (bounded ? Math.min(left, product('<=')) : left), bounds };
}
