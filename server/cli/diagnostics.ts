import type { LangiumDocument } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import { firstOf } from '../../language/validation/most.js';
import { visible } from '../../language/wording.js';
import type { ImportFinding } from '../import/report.js';
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

/** A diagnostic of a document, as `findingLine` writes it. */
export function diagnosticLine(document: LangiumDocument, diagnostic: Diagnostic, paint: Paint): string {
  const { severity = 1, range, message, code } = diagnostic;
  return findingLine(shortPath(document.uri.fsPath), range.start, SEVERITIES[severity], message, code, paint);
}

/** What was found in a file that is imported, as `findingLine` writes it. */
export function importLine({ place, severity, message, code }: ImportFinding, paint: Paint): string {
  const { file, start } = place;
  return findingLine(file.path, file.position(start), BY_NAME[severity], message, code, paint);
}

/** `mine.ffarch:12:5: error: … (ffarch/capacity)`, as compilers write it, so terminals and editors link it. */
function findingLine(
  path: string,
  { line, character }: Diagnostic['range']['start'],
  { name, style }: (typeof SEVERITIES)[keyof typeof SEVERITIES],
  message: Diagnostic['message'],
  code: Diagnostic['code'],
  paint: Paint,
): string {
  const place = `${visible(path)}:${line + 1}:${character + 1}`;
  return `${paint('bold', place)}: ${paint(style, name)}: ${visible(`${message}`)}${code === undefined ? '' : paint('dim', ` (${code})`)}`;
}

const BY_NAME = { error: SEVERITIES[1], warning: SEVERITIES[2], info: SEVERITIES[3], hint: SEVERITIES[4] } as const;
