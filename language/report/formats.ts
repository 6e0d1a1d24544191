import { cellText, headOf, type Table } from './table.js';

/**
 * Comma-separated values (RFC 4180): numbers to all their digits, without the caption. Text that a spreadsheet would take for a
 * formula has an apostrophe before it.
 */
export function csv({ columns, rows }: Table): string {
  const all = [columns.map(headOf).map(csvText), ...rows.map((row) => row.map(csvText))];
  return all.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

const csvText = (cell: string | number | null): string =>
  typeof cell === 'string' ? cell.replace(/^[=+\-@\t\r]/, "'$&") : cell === null ? '' : String(cell);

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A table of GitHub Flavored Markdown, below its caption. */
export function markdown({ caption, columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.map(plain).join(' | ')} |`;
  return [
    plain(caption),
    '',
    line(columns.map(headOf)),
    line(columns.map(({ numeric }) => (numeric ? '--:' : ':--'))),
    ...rows.map((row) => line(row.map(cellText))),
    '',
  ].join('\n');
}

/** How Markdown writes what it takes for a mark, an element or the end of a cell. Within words, underscores are none. */
const plain = (text: string): string =>
  onOneLine(text).replace(/[\\`*<|~&[\]]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&');

/** Names may have line breaks, which end a row, or a paragraph. */
const onOneLine = (text: string): string => text.replace(/\s*[\r\n]\s*/g, ' ');

/** A LaTeX table with the rules of the package `booktabs`; the last row, the total, is set apart. */
export function latex({ caption, columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `    ${cells.map(escaped).join(' & ')} \\\\`;
  const lines = rows.map((row) => line(row.map(cellText)));
  return [
    '% \\usepackage{booktabs}',
    '\\begin{table}',
    '  \\centering',
    `  \\caption{${escaped(caption)}}`,
    `  \\begin{tabular}{${columns.map(({ numeric }) => (numeric ? 'r' : 'l')).join('')}}`,
    '    \\toprule',
    line(columns.map(headOf)),
    '    \\midrule',
    ...lines.slice(0, -1),
    '    \\midrule',
    ...lines.slice(-1),
    '    \\bottomrule',
    '  \\end{tabular}',
    '\\end{table}',
    '',
  ].join('\n');
}

/** How LaTeX writes what it takes for a command, or at the start of a row for an option, and what its fonts lack. */
const LATEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '[': '{[}',
  '*': '{*}',
  '·': '$\\cdot$',
  '×': '$\\times$',
  '∥': '$\\parallel$',
  '∞': '$\\infty$',
  '−': '$-$',
  µ: '$\\mu$',
  '\u00a0': '~',
};
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function escaped(text: string): string {
  return onOneLine(text)
    .replace(/[\\~^<>|[*·×∥∞−µ\u00a0#%&_${}]/g, (sign) => LATEX[sign] ?? `\\${sign}`)
    .replace(/⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (power) => `$^{${[...power].map(digitOf).join('')}}$`);
}

const digitOf = (sign: string): string => (sign === '⁻' ? '-' : String(SUPERSCRIPTS.indexOf(sign)));
