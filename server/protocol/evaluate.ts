import type { ModelOptions } from '../../language/model/options.js';
import type { EvaluationReport } from '../../language/model/report.js';
import type { Location, Range, Reference, TextEdit } from './locations.js';

/** Which mapping to evaluate. */
export interface EvaluateParams {
  uri: string;
  /** Name of the `mapping` declaration; without it, the one at the position, or the only one of the document. */
  mapping?: string;
  position?: Range['start'];
  /** Without them, as the settings say. */
  options?: ModelOptions;
}

/** What came of an evaluation. */
export type EvaluateOutcome =
  | {
      kind: 'evaluated';
      report: EvaluationReport;
      architecture: Reference;
      workload: Reference;
      /** Where each violation of the report is; null for one that is of no place. */
      places: (Location | null)[];
      /** The changes of the document after which the mapping breaks no rule; null where none are found, or it is legal. */
      repair: TextEdit[] | null;
    }
  /** The document has several, and nothing says which is meant. */
  | { kind: 'several'; mappings: { name: string; description: string }[] }
  | { kind: 'unavailable'; message: string };
