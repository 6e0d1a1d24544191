import { figure, number, percent, plural } from '../../language/figures.js';
import type { Mapping } from '../../language/generated/ast.js';
import { type EvaluationReport, evaluate } from '../../language/model/index.js';
import type { FfarchServices } from '../../language/services/module.js';
import { structuralFlaw } from '../../language/services/validation/structure.js';

/**
 * What a mapping achieves, on one line, and how its EDP compares to the last result of the mapper for the same sizes and
 * model. Undefined while it or something that it names has errors.
 */
export function figuresOf(node: Mapping, { lowering, session }: FfarchServices): string | undefined {
  const { value, sound } = lowering.LoweringProvider.lowering.mapping(node);
  if (!sound || !value || structuralFlaw(value.architecture) !== null) return undefined;
  const { architecture, workload, mapping } = value;
  const report = evaluate(architecture, workload, mapping, session.ModelSettings.options);
  if (report.violations.length > 0) return `breaks ${plural(report.violations.length, 'rule')}`;
  const last = session.LastResults.forArchitecture(architecture);
  return [
    figure('edp', report.edp_pJ_cycles),
    `${number(report.latency_cycles)} cycles`,
    `${percent(report.utilization)} utilized`,
    ...(last?.current && comparable(report, last.report) ? [comparison(report, last.report)] : []),
  ].join(' · ');
}

function comparable(a: EvaluationReport, b: EvaluationReport): boolean {
  const question = ({ workload, sizes, options }: EvaluationReport): string =>
    JSON.stringify([workload, Object.entries(sizes).sort(), Object.entries(options).sort()]);
  return question(a) === question(b);
}

function comparison({ edp_pJ_cycles: edp }: EvaluationReport, { edp_pJ_cycles: best }: EvaluationReport): string {
  if (edp === best) return 'as good as the last result';
  return edp > best
    ? `${percent(edp / best - 1)} above the last result`
    : `${percent(1 - edp / best)} below the last result`;
}
