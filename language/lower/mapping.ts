import type { LevelLoops, Loop, NamedMapping } from '../domain/mapping.js';
import type * as ast from '../generated/ast.js';
import type { Lowerings } from './lowerings.js';
import { positiveInteger } from './number.js';
import type { Lowered } from './problem.js';
import { Problems } from './problems.js';
import { sourceOf, sourceOfProperty } from './source.js';
import { resolveWorkload } from './workload.js';

/** Sound if what it maps, on what, and all its loops are. */
export function lowerMapping(node: ast.Mapping, lowering: Lowerings): Lowered<NamedMapping> {
  const problems = new Problems();
  for (const [part, given, example] of [
    ['workload', node.workload, 'of MB6'],
    ['architecture', node.architecture, 'on Eyeriss'],
  ] as const) {
    if (!given) {
      problems.error(
        'ffarch/mapping-incomplete',
        `Mapping \`${node.name}\` does not name its ${part}. Add \`${example}\`.`,
        node,
        'name',
      );
    }
  }
  const target = resolveWorkload(node.workload?.target?.ref);
  const workload = target && problems.dependOn(lowering.workload(target));
  const architecture = node.architecture?.ref && problems.dependOn(lowering.architecture(node.architecture.ref));
  const mapping = node.levels
    .map((level) => lowerLevelLoops(level, problems, lowering))
    .filter((level) => level !== undefined);
  if (!workload || !architecture) {
    problems.incomplete();
    return problems.result<NamedMapping>(undefined);
  }
  return problems.result({
    name: node.name,
    architecture,
    workload,
    mapping,
    source: sourceOf(node),
    nameSource: sourceOfProperty(node, 'name'),
  });
}

function lowerLevelLoops(node: ast.LevelLoops, problems: Problems, lowering: Lowerings): LevelLoops | undefined {
  const level = node.level?.ref?.name;
  const loops = node.loops.map((loop) => lowerLoop(loop, problems, lowering)).filter((loop) => loop !== undefined);
  if (level === undefined) {
    problems.incomplete();
    return undefined;
  }
  return { level, loops, source: sourceOf(node) };
}

function lowerLoop(node: ast.Loop, problems: Problems, lowering: Lowerings): Loop | undefined {
  const dimension = node.dimension?.ref?.name;
  if (!node.iterations) {
    const name = node.dimension?.$refText;
    problems.error('ffarch/value-missing', `Loop \`${name}\` has no iterations. Write \`${name} 4\`.`, node);
    return undefined;
  }
  const iterations = positiveInteger(node.iterations, `Loop \`${node.dimension?.$refText}\``, problems, lowering);
  if (dimension === undefined) {
    problems.incomplete();
  }
  return dimension === undefined || iterations === undefined
    ? undefined
    : { dimension, iterations, source: sourceOf(node) };
}
