import { type Architecture, MAX_LEVELS } from '../domain/architecture.js';
import type * as ast from '../generated/ast.js';
import { lowerLevel } from './level.js';
import type { Lowerings } from './lowerings.js';
import type { Lowered } from './problem.js';
import { Problems } from './problems.js';
import { sourceOf, sourceOfProperty } from './source.js';

/** Sound if its couplings and all its levels are. */
export function lowerArchitecture(node: ast.Architecture, lowering: Lowerings): Lowered<Architecture> {
  const problems = new Problems();
  const couplings = node.couplings
    .map(({ ref }) => (ref ? problems.dependOn(lowering.coupling(ref)) : problems.incomplete()))
    .filter((coupling) => coupling !== undefined);
  if (node.couplings.length === 0) {
    problems.add('ffarch/coupling-missing', { kind: 'architecture', name: node.name }, node, 'name');
  }
  const levels = node.levels.slice(0, MAX_LEVELS).map((level) => lowerLevel(level, problems, lowering));
  const excess = node.levels[MAX_LEVELS];
  if (excess) {
    problems.add('ffarch/too-many-levels', { count: node.levels.length, most: MAX_LEVELS }, excess, 'name');
  }
  if (couplings.length === 0 || excess) {
    return problems.result<Architecture>(undefined);
  }
  return problems.result({
    name: node.name,
    couplings,
    levels,
    source: sourceOf(node),
    nameSource: sourceOfProperty(node, 'name'),
  });
}
