import type { LangiumDocument } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import { firstOf } from '../../language/validation/most.js';
import { shortPath } from './files.js';
import type { Paint } from './style.js';

const SEVERITIES = {
  1: { name: 'error', style: 'red' },
  2: { name: 'warning', style: 'yellow' },
  3: { name: 'information', style: 'blue' },
  4: { name: 'hint', style: 'dim' },
} as const;

/** What was found in a document, by place, as the editor shows it. */
export const findingsOf = (document: LangiumDocument): Diagnostic[] => firstOf(document.diagnostics ?? []);

/** `mine.ffarch:12:5: error: … (ffarch/capacity)`, as compilers write it, so terminals and editors link it. */
export function diagnosticLine(document: LangiumDocument, diagnostic: Diagnostic, paint: Paint): string {
  const { severity = 1, range, message, code } = diagnostic;
  const { name, style } = SEVERITIES[severity];
  const place = `${shortPath(document.uri.fsPath)}:${range.start.line + 1}:${range.start.character + 1}`;
  return `${paint('bold', place)}: ${paint(style, name)}: ${message}${code === undefined ? '' : paint('dim', ` (${code})`)}`;
}
