import type { EvaluationReport } from '../../language/model/report.js';
import type { Reference } from './locations.js';

/** A result that is to become files of Timeloop. */
export interface ExportParams {
  architecture: Reference;
  workload: Reference;
  report: Pick<EvaluationReport, 'sizes' | 'mapping' | 'padded' | 'mappingName'>;
}

/** The files, or why there are none. */
export type ExportOutcome =
  | {
      kind: 'exported';
      /** Each with its name in the folder. */
      files: { name: string; text: string }[];
      /** What Timeloop cannot say as the language does, and how its numbers then differ, a line each. */
      remarks: string[];
    }
  | { kind: 'unavailable'; message: string };
