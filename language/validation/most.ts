import type { Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import { MOST_SHOWN, messageOf } from '../diagnostics/index.js';

/**
 * The first diagnostics of a document by line, and where there are more than {@link MOST_SHOWN}, a last one that says how
 * many. It stands where the first of those does, and is as severe as the worst of them.
 */
export function firstOf(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const sorted = [...diagnostics].sort(
    ({ range: { start: a } }, { range: { start: b } }) => a.line - b.line || a.character - b.character,
  );
  const left = sorted.splice(MOST_SHOWN);
  if (left.length === 0) return sorted;
  const errors = left.filter(({ severity }) => severity === 1).length;
  const severity = left.reduce<DiagnosticSeverity>(
    (worst, { severity = 1 }) => (severity < worst ? severity : worst),
    4,
  );
  const code = 'ffarch/more-findings';
  const params = { errors, others: left.length - errors, worst: SEVERITIES[severity - 1]! };
  const { range, source } = left[0]!;
  return [...sorted, { range, severity, source, code, message: messageOf(code, params) }];
}

/** In the order of their numbers. */
const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;
