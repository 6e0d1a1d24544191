import type { EvaluationReport } from '../../language/model/report.js';
import type { Reference, TextEdit } from './locations.js';

/** A result that is to become a declaration. */
export interface MappingToInsert {
  architecture: Reference;
  workload: Reference;
  report: EvaluationReport;
}

/** Results that are to become declarations. */
export interface InsertMappingsParams {
  /** The document to insert into. */
  uri: string;
  /** At least one. */
  mappings: MappingToInsert[];
}

/** The edit that declares all of them, with their names in the document; or why there is none. */
export type InsertMappingsOutcome =
  | ({ kind: 'edit'; names: string[] } & TextEdit)
  | { kind: 'unavailable'; message: string };
