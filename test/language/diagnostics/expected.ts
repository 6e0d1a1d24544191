import type { Diagnostic } from 'vscode-languageserver-types';

/**
 * Samples carry what they expect in comments below the lines:
 *
 *     size: 10
 *     //    ~~ error ffarch/capacity-forced: `Buffer` needs …
 *
 * The tildes stand below the range. Where they cannot (it begins before the comment could, or ends on another line), the
 * columns are given instead: `// @0-7` or, two lines down, `// @2-+2:5`.
 */
const EXPECTATION = /^ *\/\/ *(~+|@\d+-(\+\d+:)?\d+) (error|warning|info|hint) ffarch\//;

/** The text of a sample without its expectations. */
export function withoutExpectations(text: string): string {
  return text
    .split('\n')
    .filter((line) => !EXPECTATION.test(line))
    .join('\n');
}

const SEVERITIES = ['', 'error', 'warning', 'info', 'hint'];

/** A text with its diagnostics below the lines that they begin on. */
export function withExpectations(text: string, diagnostics: readonly Diagnostic[]): string {
  return text
    .split('\n')
    .flatMap((line, number) => [line, ...diagnostics.filter(beginsOn(number)).sort(byPlace).map(expectation)])
    .join('\n');
}

const beginsOn =
  (line: number) =>
  ({ range }: Diagnostic): boolean =>
    range.start.line === line;

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return a.range.start.character - b.range.start.character || String(a.code).localeCompare(String(b.code));
}

function expectation({ range: { start, end }, severity, code, message }: Diagnostic): string {
  const what = `${SEVERITIES[severity ?? 1]} ${code}: ${message}`;
  if (end.line > start.line) return `// @${start.character}-+${end.line - start.line}:${end.character} ${what}`;
  if (start.character < 2 || end.character === start.character)
    return `// @${start.character}-${end.character} ${what}`;
  return `//${' '.repeat(start.character - 2)}${'~'.repeat(end.character - start.character)} ${what}`;
}
