import { messageOf } from '../diagnostics/index.js';
import type { NamedMapping } from '../domain/index.js';
import type * as ast from '../generated/ast.js';
import type { Lowering } from '../lower/index.js';
import {
  type EvaluationReport,
  evaluate,
  type ModelOptions,
  misfit,
  type Problem,
  prepare,
  type Tiling,
  tilingOf,
} from '../model/index.js';

/** What a mapping costs, or why that cannot be said, for people. */
export function resultOf(node: ast.Mapping, lowering: Lowering, options: ModelOptions): EvaluationReport | string {
  const { value, sound } = lowering.mapping(node);
  if (!value || !sound) return 'No numbers: the mapping, or what it maps, has errors.';
  const flaw = misfit(value.architecture, value.workload);
  return flaw === null ? evaluated(value, options) : `No numbers. ${messageOf(flaw.code, flaw.params)}`;
}

/** A lowered mapping stays the same object as long as an edit changes nothing that it depends on. */
const reports = new WeakMap<NamedMapping, { readonly options: ModelOptions; readonly report: EvaluationReport }>();

function evaluated(named: NamedMapping, options: ModelOptions): EvaluationReport {
  const known = reports.get(named);
  if (known?.options === options) return known.report;
  const report = evaluate(named.architecture, named.workload, named.mapping, options);
  reports.set(named, { options, report });
  return report;
}

/** A mapping as numbers, legal or not; undefined for a pair that cannot be evaluated. */
export function tiled(
  { architecture, workload, mapping }: NamedMapping,
  options: ModelOptions,
): { problem: Problem; tiling: Tiling } | undefined {
  if (misfit(architecture, workload) !== null) return undefined;
  const problem = prepare(architecture, workload, options);
  return { problem, tiling: tilingOf(problem, mapping) };
}
