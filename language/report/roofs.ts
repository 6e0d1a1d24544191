import type { EvaluationReport } from '../model/report.js';
import { memoriesOf } from './levels.js';
import { portRows, slowestPort } from './ports.js';

/** What the port that a memory waits for allows. */
export interface Roof {
  readonly level: string;
  readonly unit: 'words' | 'bits';
  /** MACs of the whole run for each word (or bit) through the port. */
  readonly intensity: number;
  /** Of the ports of all instances at work together, words (or bits) per cycle. */
  readonly bandwidth: number;
}

export interface Roofs {
  /** MACs per cycle, were all instances at work without a stall. */
  readonly peak: number;
  /** MACs per cycle of the run. */
  readonly reached: number;
  /** Of the memories whose bandwidth is bounded and used, outermost first. */
  readonly memories: readonly Roof[];
}

/** The roofline of a run (Williams, Waterman and Patterson, CACM 52(4), 2009), with a roof for each memory. */
export function roofs(report: EvaluationReport): Roofs {
  const { macs, latency_cycles: latency, throughput } = report;
  const reached = macs / latency;
  const memories = memoriesOf(report).flatMap((memory): Roof[] => {
    const busiest = portRows(memory).reduce((one, other) => (other.share > one.share ? other : one));
    // Loads are per cycle of what is inside the memory.
    const inner = slowestPort(memory).cycles - memory.stall_cycles - memory.warmup_cycles;
    const moved = busiest.load * inner * memory.instances;
    if (busiest.available === null || !(moved > 0)) return [];
    const unit = memory.bandwidth.unit ?? 'words';
    return [{ level: memory.name, unit, intensity: macs / moved, bandwidth: busiest.available * memory.instances }];
  });
  return { peak: reached / throughput, reached, memories };
}
