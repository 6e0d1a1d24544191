import type { DiagnosticCode, Params, Severity } from '../diagnostics/index.js';
import type { Source } from '../domain/source.js';

/** What the user wrote that cannot be taken as it stands, or is hardly meant, at its narrowest place. */
export interface LoweringProblem {
  readonly code: DiagnosticCode;
  readonly params: Params<DiagnosticCode>;
  /** The severity and the message that the code has with these parameters. */
  readonly severity: Severity;
  readonly message: string;
  readonly source: Source;
  /** Other places that have their part in it. */
  readonly related: readonly Related[];
}

/** Another place that has its part in a problem, in whatever file, and what it is. */
export interface Related {
  readonly message: string;
  readonly source: Source;
}

/** What came first, of something that is given twice. */
export const givenFirst = (source: Source): Related => ({ message: 'Given here first.', source });

/**
 * A declaration as plain data.
 *
 * `value` is the best reading of what is written, with stand-ins for what is missing, good enough to judge the rest by;
 * it is undefined where there is too little. Compute with it only when it is `sound`: then neither it nor anything that
 * it refers to has an error. `problems` are those in the declaration's own text.
 */
export interface Lowered<T> {
  readonly value: T | undefined;
  readonly problems: readonly LoweringProblem[];
  readonly sound: boolean;
}
