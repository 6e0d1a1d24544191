import type { EvaluationReport } from '../../server/protocol/index.js';

/** Whether a report that VS Code kept has all that pages show; an older version may have written it. */
export function isReport(report: Partial<EvaluationReport> | null | undefined): report is EvaluationReport {
  return (
    typeof report?.throughput === 'number' &&
    typeof report.operands === 'object' &&
    Array.isArray(report.mapping) &&
    Array.isArray(report.levels) &&
    report.levels.every((level) => level.type === 'fanout' || typeof level.leakage_pJ === 'number')
  );
}
