import type { AstNode, DiagnosticInfo, ValidationAcceptor } from 'langium';
import { type DiagnosticRelatedInformation, DiagnosticTag } from 'vscode-languageserver-types';
import type { Source } from '../domain/index.js';
import type { ProblemCode } from '../lower/index.js';

/**
 * What a diagnostic says, for programs: the `data` that it is published with. Quick fixes go by it, never by the message.
 * Which facts there are depends on the code; words, instances and iterations count as the message counts them.
 */
export interface Facts {
  /** A word that is likely meant instead of the one in the range. */
  readonly suggestion?: string;
  /** The same where it is not a word: what to write in the place of what is in the range, as it is. */
  readonly replacement?: string;
  readonly level?: string;
  readonly dimension?: string;
  /** What it takes: the size of a memory, a mesh, entries of an order, iterations. */
  readonly needed?: number;
  /** What there is of it. */
  readonly available?: number;
}

/** What validation says of a place in a document. */
export interface Finding {
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly code: ProblemCode;
  /** The fact with its numbers, then the remedy. */
  readonly message: string;
  /** Shown faded: nothing would change without it. */
  readonly unnecessary?: boolean;
  readonly data?: Facts;
}

/** Another place that has its part in a finding. */
export interface Related {
  readonly message: string;
  readonly source: Source | undefined;
}

/** Where a finding stands: a node, or the narrowest part of it that shows the cause. */
export type Place = Pick<DiagnosticInfo<AstNode, string>, 'node' | 'property' | 'index' | 'range'>;

/** Takes what a check has found. */
export type Report = (finding: Finding, place: Place, related?: readonly Related[]) => void;

/** Reports to Langium. Related places without a source are left out. */
export function reportTo(accept: ValidationAcceptor): Report {
  return ({ severity, code, message, unnecessary, data }, place, related = []) =>
    (accept as (severity: Finding['severity'], message: string, info: DiagnosticInfo<AstNode, string>) => void)(
      severity,
      message,
      {
        ...place,
        code,
        data,
        tags: unnecessary ? [DiagnosticTag.Unnecessary] : undefined,
        relatedInformation: related.flatMap(relatedInformation),
      },
    );
}

function relatedInformation({ message, source }: Related): DiagnosticRelatedInformation[] {
  return source ? [{ message, location: { uri: source.uri, range: { start: source.start, end: source.end } } }] : [];
}
