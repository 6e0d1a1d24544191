import type { EvaluationReport, LinkReport, MemoryReport } from '../model/report.js';

/** The memories of a report, outermost first. */
export function memoriesOf({ levels }: EvaluationReport): MemoryReport[] {
  return levels.filter((level) => level.type === 'memory');
}

/** The links of a report, outermost first. */
export function linksOf({ levels }: EvaluationReport): LinkReport[] {
  return levels.filter((level) => level.type === 'link');
}

/** What words pass and may have to wait for, outermost first: memories and links. */
export function passedOf({ levels }: EvaluationReport): (MemoryReport | LinkReport)[] {
  return levels.filter((level) => level.type === 'memory' || level.type === 'link');
}
