/** Prints rows under a heading, columns aligned: text to the left, numbers to the right. */
export function printTable(
  title: string,
  headings: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? show(cell) : cell)));
  const widths = headings.map((heading, c) => Math.max(heading.length, ...cells.map((row) => row[c].length)));
  const right = headings.map((_, c) => rows.every((row) => typeof row[c] === 'number' || row[c] === '–'));
  const line = (row: readonly string[]): string =>
    `  ${row.map((cell, c) => (right[c] ? cell.padStart(widths[c]) : cell.padEnd(widths[c]))).join('  ')}`.trimEnd();
  console.log(`\n${title}\n${line(headings)}`);
  for (const row of cells) console.log(line(row));
}

/** The same as Markdown, to be pasted. */
export function printMarkdown(
  title: string,
  headings: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void {
  const line = (cells: readonly (string | number)[]): string =>
    `| ${cells.map((cell) => (typeof cell === 'number' ? show(cell) : cell)).join(' | ')} |`;
  console.log(`\n${title}\n\n${line(headings)}\n|${'---|'.repeat(headings.length)}`);
  for (const row of rows) console.log(line(row));
}

/** Four significant digits. */
export const show = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 1e9
    ? value.toLocaleString('en-US')
    : Number(value.toPrecision(4)).toString();

/** A target of the project, with what was measured. */
export interface Verdict {
  readonly what: string;
  readonly target: string;
  readonly measured: string;
  readonly met: boolean;
}

/** The verdict on what must not exceed a target: seconds, unless another unit is given. */
export const atMost = (what: string, measured: number, target: number, unit = 's'): Verdict => ({
  what,
  target: `≤ ${show(target)} ${unit}`,
  measured: `${show(measured)} ${unit}`,
  met: measured <= target,
});
