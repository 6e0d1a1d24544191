import type { ModelOptions } from '../../language/model/options.js';
import type { EvaluationReport } from '../../language/model/report.js';
import type { Range, Reference } from './locations.js';

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
  | { kind: 'evaluated'; report: EvaluationReport; architecture: Reference; workload: Reference }
  /** The document has several, and nothing says which is meant. */
  | { kind: 'several'; mappings: { name: string; description: string }[] }
  | { kind: 'unavailable'; message: string };
