import type { EvaluationReport } from '../model/report.js';
import { passedOf } from './levels.js';
import { portRows, slowestPort } from './ports.js';

/** What the port that a memory waits for allows, or the direction of a link. */
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
  /** Of the memories and links whose bandwidth is bounded and used, outermost first. */
  readonly levels: readonly Roof[];
}

/** The roofline of a run (Williams, Waterman and Patterson, CACM 52(4), 2009), with a roof for each memory and link. */
export function roofs(report: EvaluationReport): Roofs {
  const { macs, latency_cycles: latency, throughput } = report;
  const reached = macs / latency;
  const levels = passedOf(report).flatMap((level): Roof[] => {
    const busiest = portRows(level).reduce((one, other) => (other.share > one.share ? other : one));
    const warmup = level.type === 'memory' ? level.warmup_cycles : 0;
    // Loads are per cycle of what is inside the level.
    const inner = slowestPort(level).cycles - level.stall_cycles - warmup;
    const moved = busiest.load * inner * level.instances;
    if (busiest.available === null || !(moved > 0)) return [];
    const unit = level.bandwidth.unit ?? 'words';
    return [{ level: level.name, unit, intensity: macs / moved, bandwidth: busiest.available * level.instances }];
  });
  return { peak: reached / throughput, reached, levels };
}
