import type { Place, SourceFile } from '../source-file.js';

/** A cell of a line of a CSV file, without quotes and white space around it. */
export interface Cell {
  readonly text: string;
  readonly place: Place;
}

/** The cells of a line; empty ones at the end left out, as many tools write a comma after the last. */
export type Row = readonly Cell[];

const CELL = /\s*("([^"]*)"|[^,]*)\s*(?:,|$)/gy;

/** The rows of a CSV file that have cells. Tabs, empty lines and line ends of any system are let pass. */
export function rowsOf(file: SourceFile, most = Number.POSITIVE_INFINITY): Row[] {
  const text = file.text.slice(0, most);
  return [...text.matchAll(/[^\r\n]+/g)]
    .map((line) => cellsOf(line[0], file, line.index))
    .filter((row) => row.length > 0);
}

function cellsOf(line: string, file: SourceFile, from: number): Row {
  const cells = [...line.matchAll(CELL)].map((match) => {
    const text = (match[2] ?? match[1] ?? '').trim();
    const start = from + match.index + Math.max(0, match[0].indexOf(text));
    return { text, place: { file, start, end: start + text.length } };
  });
  return cells.slice(0, cells.findLastIndex(({ text }) => text !== '') + 1);
}
