import type { Paint } from './style.js';

/** One cell: its text as it is measured, and as it is shown where that differs (colours take no space). */
export type Cell = string | { readonly text: string; readonly shown: string };

/**
 * Lines of aligned columns, two spaces apart.
 *
 * @param align A letter a column: `l` for text, `r` for numbers.
 */
export function table(align: string, rows: readonly (readonly Cell[])[]): string[] {
  const text = (cell: Cell | undefined) => (typeof cell === 'string' ? cell : (cell?.text ?? ''));
  const shown = (cell: Cell | undefined) => (typeof cell === 'string' ? cell : (cell?.shown ?? ''));
  const widths = [...align].map((_, column) => Math.max(0, ...rows.map((row) => text(row[column]).length)));
  return rows.map((row) =>
    widths
      .map((width, column) => {
        const gap = ' '.repeat(width - text(row[column]).length);
        return align[column] === 'r' ? gap + shown(row[column]) : shown(row[column]) + gap;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** The first row of a table. */
export const header = (titles: readonly string[], paint: Paint): Cell[] =>
  titles.map((text) => ({ text, shown: paint('dim', text) }));
