import type { Diagnostic } from 'vscode-languageserver-types';
import type { DiagnosticCode } from '../codes.js';
import { plural } from '../figures.js';

/** How many diagnostics of a document are shown. Editors slow down with more, and nobody reads them. */
export const MOST_SHOWN = 1000;

const MORE: DiagnosticCode = 'ffarch/more-findings';

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
  const severity = left.reduce(
    (worst, { severity = 1 }) => (severity < worst ? severity : worst),
    left[0].severity ?? 1,
  );
  const message = `${plural(errors, 'more error')} and ${plural(left.length - errors, 'other finding')} follow in this file. Mend the first ones, and these are shown.`;
  return [...sorted, { range: left[0].range, severity, source: left[0].source, code: MORE, message }];
}
