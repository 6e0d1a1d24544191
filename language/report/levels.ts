import type { EvaluationReport, MemoryReport } from '../model/report.js';

/** The memories of a report, outermost first. */
export function memoriesOf({ levels }: EvaluationReport): MemoryReport[] {
  return levels.filter((level) => level.type === 'memory');
}
