import type { EvaluationReport, LinkReport, MemoryReport } from '../model/report.js';
import { passedOf } from './levels.js';
import { type PortRow, portRows, slowestPort } from './ports.js';

/** What a level adds to the latency: the MACs their steps, a memory or a link what it takes longer than all that is inside. */
export interface CyclePart {
  /** Of a memory or a link; null for the MACs. */
  readonly level: string | null;
  readonly cycles: number;
}

/** The MACs first, then memories and links from the innermost outwards, those that add something; together the latency of the report. */
export function cycleParts(report: EvaluationReport): CyclePart[] {
  const passed = passedOf(report).toReversed();
  let inner = stepCycles(report);
  const parts: CyclePart[] = [{ level: null, cycles: inner }];
  for (const level of passed) {
    const { cycles } = slowestPort(level);
    if (cycles > inner) parts.push({ level: level.name, cycles: cycles - inner });
    inner = cycles;
  }
  return parts;
}

/** The cycles that the MACs alone take: what is inside the innermost memory or link, which waits for nothing. */
function stepCycles(report: EvaluationReport): number {
  const innermost = passedOf(report).at(-1);
  if (!innermost) return report.latency_cycles;
  const warmup = innermost.type === 'memory' ? innermost.warmup_cycles : 0;
  return slowestPort(innermost).cycles - innermost.stall_cycles - warmup;
}

/** What sets the latency, or would next. */
export interface Bottleneck {
  readonly level: MemoryReport | LinkReport;
  readonly port: PortRow;
  /** Whether the level stalls what is inside; otherwise it is the one that has the least to spare. */
  readonly stalls: boolean;
}

/**
 * Of the memories and links that stall, the one that adds most to the latency, with the port that it waits for; where none stalls, the
 * port that has the least to spare. Null where that is none, as no bandwidth is bounded.
 */
export function bottleneck(report: EvaluationReport): Bottleneck | null {
  const passed = passedOf(report);
  const [stalled] = passed
    .filter(({ stall_cycles }) => stall_cycles > 0)
    .sort((one, other) => other.stall_cycles - one.stall_cycles);
  if (stalled) return { level: stalled, port: slowestPort(stalled), stalls: true };
  const [next] = passed
    .flatMap((level) => portRows(level).map((port) => ({ level, port })))
    .filter(({ port }) => port.available !== null)
    .sort((one, other) => other.port.share - one.port.share);
  return next ? { ...next, stalls: false } : null;
}
