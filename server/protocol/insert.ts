import type { EvaluationReport } from '../../language/model/report.js';
import type { Reference, TextEdit } from './locations.js';

/** A result that is to become a declaration. */
export interface InsertMappingParams {
  /** The document to insert into. */
  uri: string;
  architecture: Reference;
  workload: Reference;
  report: EvaluationReport;
}

/** The edit, or why there is none. */
export type InsertMappingOutcome =
  | ({ kind: 'edit'; name: string } & TextEdit)
  | { kind: 'unavailable'; message: string };
