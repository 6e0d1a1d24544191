import { quoted } from '../wording.js';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/**
 * All that is said of a kind of mistake, but where it is found and how it is mended.
 *
 * @typeParam P What its message tells, as plain data: a diagnostic is published with it, and quick fixes go by it, never by
 * the message. Words, instances and iterations count as the message counts them.
 */
export interface Row<P = never> {
  /** Declarations with errors are not mapped or evaluated. */
  readonly severity: Severity | ((of: P) => Severity);
  /** What the code means, why the rule is there, and what to do: `docs/diagnostics.md` is made of it. */
  readonly explanation: string;
  /** The fact with its numbers, then the remedy. */
  readonly message: (of: P) => string;
  /** Shown faded: nothing would change without what is in the range. */
  readonly unnecessary?: true;
  /** Shown struck through: another way to say it has taken its place. */
  readonly deprecated?: true;
  /** Something is missing, which may be written in text that the parser lost to a syntax error. */
  readonly missing?: true;
}

/** Rows by code. Codes are stable: people search for them and suppress them in scripts. */
export type Rows = Readonly<Record<`ffarch/${string}`, Row>>;

/** What is so in some of the couplings that an architecture is written for; in all of them where they are left out. */
export interface InCouplings {
  readonly couplings?: readonly string[];
}

/** `` In `depthwise`,  `` before a sentence that goes on in lower case, or nothing. */
export const inCouplings = ({ couplings }: InCouplings): string => (couplings ? `In ${quoted(couplings)}, ` : '');
