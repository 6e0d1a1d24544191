import { incompatibility } from '../domain/index.js';
import { exact } from '../figures.js';
import type * as ast from '../generated/ast.js';
import { type Lowering, resolveWorkload } from '../lower/index.js';
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
    const { name } = architecture.levels[level];
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
    if (indivisible !== null) {
      const constraint = `${dimension} ${operator} ${reduced}`;
      const params = { level: name, dimension, constraint, left: indivisible };
      report('ffarch/constraint-indivisible', params, place, related);
    }
  }
}

/** Stand-ins for what is missing would be reduced, too. */
function bothSound({ architecture, workload }: ast.Mapping, lowering: Lowering): boolean {
  const target = resolveWorkload(workload?.target?.ref);
  return Boolean(
    architecture?.ref && lowering.architecture(architecture.ref).sound && target && lowering.workload(target).sound,
  );
}
