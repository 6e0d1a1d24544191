import type { Architecture } from '../domain/architecture.js';
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
    problems.error(
      'ffarch/coupling-missing',
      `Architecture \`${node.name}\` does not say what it computes. Add a coupling: \`architecture ${node.name} : gemm\`.`,
      node,
      'name',
    );
  }
  const levels = node.levels.map((level) => lowerLevel(level, problems, lowering));
  if (couplings.length === 0) {
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
