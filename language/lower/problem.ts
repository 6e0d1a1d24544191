import type { DiagnosticCode } from '../codes.js';
import type { Source } from '../domain/source.js';

/** What the user wrote that cannot be taken as it stands, at its narrowest place. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly code: ProblemCode;
  /** The fact with its numbers, then the remedy. */
  readonly message: string;
  readonly source: Source;
  /** A word that is likely meant instead of the one at `source`. */
  readonly suggestion?: string;
  /** What came first, of something that is given twice. */
  readonly first?: Source;
}

/** The codes that diagnostics have in the documentation. */
export type ProblemCode = DiagnosticCode;

/**
 * A declaration as plain data.
 *
 * `value` is the best reading of what is written, with stand-ins for what is missing, good enough to judge the rest by;
 * it is undefined where there is too little. Compute with it only when it is `sound`: then neither it nor anything that
 * it refers to has an error. `problems` are those in the declaration's own text.
 */
export interface Lowered<T> {
  readonly value: T | undefined;
  readonly problems: readonly Problem[];
  readonly sound: boolean;
}
