import type { EvaluateOutcome } from '../../server/protocol/index.js';
import type { Shown } from '../panel/protocol.js';

type Evaluated = Extract<EvaluateOutcome, { kind: 'evaluated' }>;

/** A `mapping` declaration as the panel shows it. */
export function shownOf(uri: string, { report, architecture, workload, repair }: Evaluated): Shown {
  const broken = report.violations.length > 0;
  return { report, uri, architecture, workload, ...(broken ? { repairable: repair !== null } : {}) };
}
