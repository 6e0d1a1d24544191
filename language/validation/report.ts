import type { AstNode, DiagnosticInfo, ValidationAcceptor } from 'langium';
import { type DiagnosticRelatedInformation, DiagnosticTag } from 'vscode-languageserver-types';
import { type DiagnosticCode, messageOf, type Params, rowOf, type Severity, severityOf } from '../diagnostics/index.js';
import type { Source } from '../domain/index.js';

/** Another place that has its part in a diagnostic. */
export interface Related {
  readonly message: string;
  readonly source: Source | undefined;
}

/** Where a diagnostic stands: a node, or the narrowest part of it that shows the cause. */
export type Place = Pick<DiagnosticInfo<AstNode, string>, 'node' | 'property' | 'index' | 'range'>;

/** Takes what a check has found. */
export type Report = <C extends DiagnosticCode>(
  code: C,
  params: Params<C>,
  place: Place,
  related?: readonly Related[],
) => void;

/** Reports to Langium. */
export function reportTo(accept: ValidationAcceptor): Report {
  return (...of) => (accept as (...of: Reported) => void)(...reported(...of));
}

/** A diagnostic as Langium takes it. */
export type Reported = [Severity, message: string, DiagnosticInfo<AstNode, string>];

/** Related places without a source are left out. */
export function reported<C extends DiagnosticCode>(
  code: C,
  params: Params<C>,
  place: Place,
  related: readonly Related[] = [],
): Reported {
  const { unnecessary, deprecated } = rowOf(code);
  const tags = unnecessary ? [DiagnosticTag.Unnecessary] : deprecated ? [DiagnosticTag.Deprecated] : undefined;
  const info = { ...place, code, data: params, tags, relatedInformation: related.flatMap(relatedInformation) };
  return [severityOf(code, params), messageOf(code, params), info];
}

function relatedInformation({ message, source }: Related): DiagnosticRelatedInformation[] {
  return source ? [{ message, location: { uri: source.uri, range: { start: source.start, end: source.end } } }] : [];
}
