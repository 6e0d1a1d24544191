import type { Architecture, Coupling } from '../domain/index.js';
import type { EvaluationReport } from '../model/report.js';

/** A result of the mapper. */
export interface LastResult {
  readonly report: EvaluationReport;
  /** The workload's. */
  readonly coupling: Coupling;
  /** What has changed since, so the numbers no longer hold: `before the last changes of MB6`. Null while they do. */
  readonly outdated: string | null;
}

/**
 * What was mapped last, so hovers show numbers where no mapping is under the cursor.
 * The language server has them; other hosts of the language have none.
 */
export interface LastResults {
  /** The last mapping found for this architecture, whatever the workload; one whose numbers still hold, if there is any. */
  forArchitecture(architecture: Architecture): LastResult | undefined;
}

/** A host that maps nothing. */
export const NO_RESULTS: LastResults = { forArchitecture: () => undefined };
