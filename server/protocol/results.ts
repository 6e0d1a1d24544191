import type { ModelOptions } from '../../language/model/options.js';
import type { MapReport, ObjectiveName, StopReason } from '../mapper/request.js';
import type { Basis } from './basis.js';
import type { Reference } from './locations.js';

/** A mapping that a search found, in this session or an earlier one. */
export interface PastResult {
  /** Unique while the server runs. */
  id: string;
  /** The document from which it was asked for. */
  uri: string;
  architecture: Reference;
  workload: Reference;
  /** What the search made best, and the value of that. */
  objective: ObjectiveName;
  value: number;
  /** Whether no better value of the objective is known. */
  best: boolean;
  /** Percent that it may be from the best possible; null while that is unknown. */
  gap: number | null;
  /** What has changed since, so the numbers no longer hold: `before the last changes of MB6`. Null while they do. */
  outdated: string | null;
  /** When the search ended, in milliseconds since 1970. */
  finished: number;
  edp_pJ_cycles: number;
  energy_pJ: number;
  latency_cycles: number;
  utilization: number;
  throughput: number;
  /** Whether sizes grew. */
  padded: boolean;
  options: ModelOptions;
}

export type ResultOutcome =
  | {
      kind: 'result';
      report: MapReport;
      stopped: StopReason;
      uri: string;
      architecture: Reference;
      workload: Reference;
      basis: Basis;
    }
  /** It was removed. */
  | { kind: 'unavailable'; message: string };
