import type { Architecture } from '../domain/architecture.js';
import type { LevelLoops, Loop, NamedMapping } from '../domain/mapping.js';
import { architectureFor } from '../domain/view.js';
import type * as ast from '../generated/ast.js';
import type { Lowerings } from './lowerings.js';
import { positiveInteger } from './number.js';
import { lowerOperands } from './operands.js';
import type { Lowered } from './problem.js';
import { Problems } from './problems.js';
import { resolveNetwork } from './resolve.js';
import { sourceOf, sourceOfProperty } from './source.js';

/** Sound if what it maps, on what, and all its loops are. */
export function lowerMapping(node: ast.Mapping, lowering: Lowerings): Lowered<NamedMapping> {
  const problems = new Problems();
  for (const lacks of ['workload', 'architecture'] as const) {
    if (!node[lacks]) problems.add('ffarch/mapping-incomplete', { mapping: node.name, lacks }, node, 'name');
  }
  const target = lowering.named(node.workload);
  const workload = target && problems.dependOn(target);
  const network = resolveNetwork(node.workload?.target?.ref);
  if (network && node.workload) {
    const params = { name: node.workload.target.$refText, kind: 'workload', other: 'network', known: [] };
    problems.add('ffarch/unresolved-name', params, node.workload, 'target');
  }
  const written = node.architecture?.ref && problems.dependOn(lowering.architecture(node.architecture.ref));
  const architecture = written && workload ? architectureFor(written, workload.coupling) : written;
  const mapping = node.levels
    .map((level) => lowerLevelLoops(level, architecture, problems, lowering))
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

function lowerLevelLoops(
  node: ast.LevelLoops,
  architecture: Architecture | undefined,
  problems: Problems,
  lowering: Lowerings,
): LevelLoops | undefined {
  const level = node.level?.ref?.name;
  const loops = node.loops.map((loop) => lowerLoop(loop, problems, lowering)).filter((loop) => loop !== undefined);
  if (level === undefined) {
    problems.incomplete();
    return undefined;
  }
  const memory = architecture?.levels.find(({ name }) => name === level);
  // What the memory never keeps is not for the mapping to decide.
  const never = memory?.type === 'memory' ? memory.bypass : [];
  const bypass = lowerOperands(node, problems).filter((role) => !never.includes(role));
  return { level, loops, ...(bypass.length > 0 && { bypass }), source: sourceOf(node) };
}

function lowerLoop(node: ast.Loop, problems: Problems, lowering: Lowerings): Loop | undefined {
  const dimension = node.dimension?.ref?.name;
  if (!node.iterations) {
    const name = node.dimension?.$refText;
    const params = { what: `Loop \`${name}\``, lacks: 'iterations', example: `${name} 4` };
    problems.add('ffarch/value-missing', params, node);
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
