import { incompatibility, isSpatial, type Level } from '../domain/index.js';
import { exact } from '../figures.js';
import type * as ast from '../generated/ast.js';
import type { Lowering } from '../lower/index.js';
import { effectiveConstraints } from '../model/index.js';
import type { Context } from './context.js';
import type { Report } from './report.js';

/** The architecture of a mapping accepts its workload, if need be with constraints reduced to fit. */
export function checkPair(node: ast.Mapping, report: Report, { lowering }: Context): void {
  const { value } = lowering.mapping(node);
  if (!value) return;
  const { architecture, workload } = value;
  const place = { node, property: 'architecture' };
  const reason = incompatibility(architecture, workload);
  if (reason !== null) {
    const related = [
      { message: `\`${architecture.name}\``, source: architecture.nameSource },
      { message: `\`${workload.name}\``, source: workload.nameSource },
    ];
    report('ffarch/incompatible-pair', { reason }, place, related);
    return;
  }
  if (!bothSound(node, lowering)) return;
  for (const { level, dimension, operator, value: reduced, written, indivisible } of effectiveConstraints(
    architecture,
    workload.sizes,
  )) {
    const { name } = architecture.levels[level]!;
    const text = `${dimension} ${operator} ${written.value}`;
    const size = workload.sizes[dimension] ?? 1;
    const related = [
      { message: `\`${text}\``, source: written.source },
      { message: `\`${dimension}\` is ${exact(size)}.`, source: workload.sizeSources?.[dimension] },
    ];
    if (reduced !== written.value) {
      const params = { level: name, dimension, constraint: text, to: reduced, size };
      report('ffarch/constraint-reduced', params, place, related);
    }
    const left = indivisible === null ? null : mustDivide(architecture.levels, level, dimension, indivisible, size);
    if (left !== null && left % reduced !== 0) {
      const params = { level: name, dimension, constraint: `${dimension} ${operator} ${reduced}`, left };
      report('ffarch/constraint-indivisible', params, place, related);
    }
  }
}

/**
 * What a constraint `=` of a level must divide for any mapping to be legal: what the constraints outside leave, or all, where
 * loops outside need not divide. Null where spatial loops inside may leave something else.
 */
function mustDivide(levels: readonly Level[], l: number, dimension: string, left: number, size: number): number | null {
  const unrolls = (level: Level) => isSpatial(level) && level.mesh > 1 && level.dimensions.includes(dimension);
  if (levels.slice(l).some(unrolls)) return null;
  return levels.some(unrolls) ? size : left;
}

/** Stand-ins for what is missing would be reduced, too. */
function bothSound({ architecture, workload }: ast.Mapping, lowering: Lowering): boolean {
  return Boolean(architecture?.ref && lowering.architecture(architecture.ref).sound && lowering.named(workload)?.sound);
}
