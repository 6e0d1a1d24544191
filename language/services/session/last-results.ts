import type { Architecture } from '../../lowered/index.js';
import type { EvaluationReport } from '../../model/report.js';

/** A result that the session remembers. */
export interface LastResult {
  readonly report: EvaluationReport;
  /** False once the architecture means something else than when the result was computed. */
  readonly current: boolean;
}

/**
 * What the session computed last, so that hovers show numbers where no mapping is under the cursor.
 * The language server fills it; other hosts of the language have none.
 */
export interface LastResults {
  /** The last mapping found for this architecture, whatever the workload. */
  forArchitecture(architecture: Architecture): LastResult | undefined;
}

/** A session that maps nothing. */
export const NO_RESULTS: LastResults = { forArchitecture: () => undefined };
