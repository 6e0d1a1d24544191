import { type Architecture, MAX_LEVELS } from '../domain/architecture.js';
import type * as ast from '../generated/ast.js';
import { lowerLevel } from './level.js';
import type { Lowerings } from './lowerings.js';
import { show } from './number.js';
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
    problems.error(
      'ffarch/coupling-missing',
      `Architecture \`${node.name}\` does not say what it computes. Add a coupling: \`architecture ${node.name} : gemm\`.`,
      node,
      'name',
    );
  }
  const levels = node.levels.slice(0, MAX_LEVELS).map((level) => lowerLevel(level, problems, lowering));
  const excess = node.levels[MAX_LEVELS];
  if (excess) {
    problems.error(
      'ffarch/too-many-levels',
      `The architecture has ${show(node.levels.length)} levels, of which ${show(MAX_LEVELS)} can be mapped. Merge or leave out some.`,
      excess,
      'name',
    );
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
