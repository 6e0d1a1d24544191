import type { EvaluationReport, MemoryReport } from '../model/report.js';
import { memoriesOf } from './levels.js';
import { type PortRow, portRows, slowestPort } from './ports.js';

/** What a level adds to the latency: the MACs their steps, a memory what it takes longer than all that is inside. */
export interface CyclePart {
  /** Of a memory; null for the MACs. */
  readonly level: string | null;
  readonly cycles: number;
}

/** The MACs first, then memories from the innermost outwards, those that add something; together the latency of the report. */
export function cycleParts(report: EvaluationReport): CyclePart[] {
  const memories = memoriesOf(report).toReversed();
  let inner = stepCycles(report);
  const parts: CyclePart[] = [{ level: null, cycles: inner }];
  for (const memory of memories) {
    const { cycles } = slowestPort(memory);
    if (cycles > inner) parts.push({ level: memory.name, cycles: cycles - inner });
    inner = cycles;
  }
  return parts;
}

/** The cycles that the MACs alone take: what is inside the innermost memory, which waits for nothing. */
function stepCycles(report: EvaluationReport): number {
  const innermost = memoriesOf(report).at(-1);
  if (!innermost) return report.latency_cycles;
  return slowestPort(innermost).cycles - innermost.stall_cycles - innermost.warmup_cycles;
}

/** What sets the latency, or would next. */
export interface Bottleneck {
  readonly memory: MemoryReport;
  readonly port: PortRow;
  /** Whether the memory stalls what is inside; otherwise it is the one that has the least to spare. */
  readonly stalls: boolean;
}

/**
 * Of the memories that stall, the one that adds most to the latency, with the port that it waits for; where none stalls, the
 * port that has the least to spare. Null where that is none, as no bandwidth is bounded.
 */
export function bottleneck(report: EvaluationReport): Bottleneck | null {
  const memories = memoriesOf(report);
  const [stalled] = memories
    .filter(({ stall_cycles }) => stall_cycles > 0)
    .sort((one, other) => other.stall_cycles - one.stall_cycles);
  if (stalled) return { memory: stalled, port: slowestPort(stalled), stalls: true };
  const [next] = memories
    .flatMap((memory) => portRows(memory).map((port) => ({ memory, port })))
    .filter(({ port }) => port.available !== null)
    .sort((one, other) => other.port.share - one.port.share);
  return next ? { ...next, stalls: false } : null;
}
