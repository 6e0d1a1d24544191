/** The most characters of a line that holds names of a file. */
const MOST = 300;

/** A text with names of a file on one line: they may hold anything, and be as long as they like. */
export function oneLine(text: string, most = MOST): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
