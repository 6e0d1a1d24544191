import type { AstNode } from 'langium';
import * as ast from '../../generated/ast.js';
import type { Gap } from './layout.js';
import type { Piece } from './pieces.js';

/**
 * Keeps what people have put in columns: values after the keys of a block, and comments at the ends of lines. Columns
 * are never made, so a change of one line is a change of one line.
 */
export function keepColumns(pieces: readonly Piece[], gaps: readonly Gap[]): Gap[] {
  const kept = [...gaps];
  for (const rows of tables(pieces).values()) align(rows, pieces, kept);
  keepComments(pieces, kept);
  return kept;
}

/** Where in the list of pieces the first of a row stands, and what may stand in a column with others. */
interface Row {
  readonly first: number;
  readonly value: number;
}

/** Rows with a key and a value on a line of their own, by the node that they are in. */
function tables(pieces: readonly Piece[]): Map<AstNode, Row[]> {
  const found = new Map<AstNode, Row[]>();
  pieces.forEach(({ begins, line }, first) => {
    let colon = first + 1;
    // `Buffer bypass W, In: K 2`
    while (ast.isLevelLoops(begins) && pieces[colon]?.line === line && pieces[colon]!.text !== ':') colon++;
    const value = colon + (ast.isLayer(begins) ? 0 : 1);
    const isRow =
      begins?.$container !== undefined &&
      isKeyed(begins) &&
      pieces[first - 1]?.endLine !== line &&
      pieces[colon]?.text === ':' &&
      pieces[value]?.line === line &&
      !pieces[value].comment;
    if (!isRow) return;
    const rows = found.get(begins.$container!) ?? [];
    rows.push({ first, value });
    found.set(begins.$container!, rows);
  });
  return found;
}

function isKeyed(node: AstNode): boolean {
  return ast.isLevelLoops(node) || ast.isLayer(node) || ast.isSize(node) || ast.isProperty(node);
}

/** Aligns the values of a block if most of them are aligned by more blanks than one. */
function align(rows: readonly Row[], pieces: readonly Piece[], gaps: Gap[]): void {
  const columnOf = ({ value }: Row): number => pieces[value]!.column;
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(columnOf(row), (counts.get(columnOf(row)) ?? 0) + 1);
  const [column] = [...counts].find(([, count]) => count > 1 && count * 2 > rows.length) ?? [];
  const isSpaced = ({ value }: Row): boolean => pieces[value]!.offset - pieces[value - 1]!.end > 1;
  if (!rows.some((row) => columnOf(row) === column && isSpaced(row))) return;
  const width = ({ first, value }: Row): number => {
    const between = gaps.slice(first + 1, value + 1).reduce((sum, { blanks }) => sum + blanks, 0);
    return between + pieces.slice(first, value).reduce((sum, { text }) => sum + text.length, 0);
  };
  const widest = rows.reduce((most, row) => Math.max(most, width(row)), 0);
  for (const row of rows) {
    const { breaks, blanks } = gaps[row.value]!;
    gaps[row.value] = { breaks, blanks: blanks + widest - width(row) };
  }
}

/**
 * Leaves comments after a line where they are, relative to its indentation. Those of neighboring lines that share a column
 * move together where one of the lines has become too long for it. A line that begins within a comment has no indentation.
 */
function keepComments(pieces: readonly Piece[], gaps: Gap[]): void {
  for (const column of commentColumns(pieces, gaps)) {
    const excess = column.reduce((most, { room, i }) => Math.max(most, gaps[i]!.blanks - room), 0);
    for (const { i, room } of column) gaps[i] = { breaks: 0, blanks: room + excess };
  }
}

/** A comment after a line that stands in a column or apart, and how many blanks would leave it where it is. */
interface Trailing {
  readonly i: number;
  readonly room: number;
}

/** Such comments, those of neighboring lines together that share a column. */
function commentColumns(pieces: readonly Piece[], gaps: readonly Gap[]): Trailing[][] {
  const trailing = (i: number): boolean =>
    pieces[i]!.comment && pieces[i - 1]?.endLine === pieces[i]!.line && pieces[i + 1]?.line !== pieces[i]!.endLine;
  const columns = new Map(pieces.flatMap(({ line, column }, i) => (trailing(i) ? [[line, column]] : [])));
  const found: Trailing[][] = [];
  let start: number | undefined;
  let length = 0;
  pieces.forEach(({ text, offset, line, endLine, column }, i) => {
    if (gaps[i]!.breaks > 0 || i === 0) {
      start = i;
      length = 0;
    }
    const goesOn = columns.get(line - 1) === column;
    const inColumn = goesOn || columns.get(line + 1) === column;
    if (start !== undefined && trailing(i) && (inColumn || offset - pieces[i - 1]!.end > 1)) {
      const one = { i, room: column - pieces[start]!.column - length };
      const above = found.at(-1);
      if (goesOn && above && pieces[above.at(-1)!.i]!.line === line - 1) above.push(one);
      else found.push([one]);
    }
    length += (i === start ? 0 : gaps[i]!.blanks) + text.length;
    if (endLine > line) start = undefined;
  });
  return found;
}
