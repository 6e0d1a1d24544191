import type { Page, Paint } from './style.js';

/** One cell: its text, how it is painted (colours take no space), and a shorter text for where room is short. */
export type Cell =
  | string
  | { readonly text: string; readonly paint?: (text: string) => string; readonly short?: string };

/** A column between two others is this far from them. */
const GAP = '  ';

/** A last column with less room than that stands on lines of its own below the others. */
const LEAST = 24;

/** How far lines below the others are indented. */
const BELOW = '      ';

const textOf = (cell: Cell = ''): string => (typeof cell === 'string' ? cell : cell.text);
const shortOf = (cell: Cell = ''): string => (typeof cell === 'string' ? cell : (cell.short ?? cell.text));
const painted = (cell: Cell | undefined, text: string): string =>
  typeof cell === 'object' && cell.paint ? cell.paint(text) : text;

/**
 * Lines of aligned columns, two spaces apart. Where they are wider than the page, cells are shortened first, then columns
 * are left out, and at last text in the last column is broken between words.
 *
 * @param align A letter a column: `l` for text, `r` for numbers.
 * @param dispensable Columns that may be left out, by their titles in the first row, the first of them first.
 */
export function table(
  align: string,
  rows: readonly (readonly Cell[])[],
  { columns }: Pick<Page, 'columns'>,
  dispensable: readonly string[] = [],
): string[] {
  let shown = [...align].map((_, column) => column);
  let read = textOf;
  const width = (column: number) => Math.max(0, ...rows.map((row) => read(row[column]).length));
  const overall = () => shown.reduce((sum, column) => sum + width(column), (shown.length - 1) * GAP.length);
  if (overall() > columns) read = shortOf;
  for (const title of dispensable) {
    if (overall() <= columns) break;
    shown = shown.filter((column) => rows[0] === undefined || textOf(rows[0][column]) !== title);
  }

  const last = shown[shown.length - 1]!;
  const before = overall() - width(last);
  const broken = overall() > columns && align[last] === 'l';
  const below = broken && columns - before < LEAST;
  return rows.flatMap((row) => {
    const cell = (column: number): string => {
      const text = read(row[column]);
      const gap = ' '.repeat(width(column) - text.length);
      return align[column] === 'r' ? gap + painted(row[column], text) : painted(row[column], text) + gap;
    };
    if (!broken) return [shown.map(cell).join(GAP).trimEnd()];
    const first = shown.slice(0, -1).map(cell).join(GAP);
    const indent = below ? BELOW : ' '.repeat(before);
    const lines = wrap(read(row[last]), columns - indent.length).map((line) => painted(row[last], line));
    if (below) return [first.trimEnd(), ...lines.map((line) => indent + line)];
    return lines.map((line, i) => ((i === 0 ? first + GAP : indent) + line).trimEnd());
  });
}

/** Breaks a text between words into lines that are no longer than the columns, unless a word is. */
export function wrap(text: string, columns: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines[lines.length - 1]!;
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= columns) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The first row of a table. */
export const header = (titles: readonly string[], paint: Paint): Cell[] =>
  titles.map((text) => ({ text, paint: (shown) => paint('dim', shown) }));
