import * as ast from '../../generated/ast.js';
import { WIDTH } from '../../print/print.js';
import { type Gap, indentation } from './layout.js';
import type { Piece } from './pieces.js';

/** What stands between two braces. */
interface Block {
  /** Index of the closing brace; undefined where there is none. */
  close: number | undefined;
  /** Where its items begin, with the comments before them on the same line. */
  readonly items: number[];
  /** Whether it is on several lines, so its braces stand apart from its items. */
  broken: boolean;
}

/**
 * Breaks blocks that do not fit on their line, one item a line, the outermost first; those that fit stay. In a block of
 * several lines no item stands on the line of a brace. Takes time in proportion to the pieces.
 */
export function breakBlocks(pieces: readonly Piece[], gaps: readonly Gap[]): Gap[] {
  const layout = [...gaps];
  const { opening, closing, siblings } = blocksOf(pieces, gaps);
  const breakBefore = (i: number): void => {
    if (i > 0 && layout[i]!.breaks === 0) layout[i] = { breaks: 1, blanks: indentation(pieces, i) };
  };
  let start = 0;
  pieces.forEach((_, i) => {
    if (layout[i]!.breaks > 0) start = i;
    const items = siblings.get(i);
    if (items && start === i && !fits(pieces, layout, start)) itemsOfLine(items, layout).forEach(breakBefore);
    const block = opening.get(i);
    if (block?.close !== undefined && block.items.length > 0) {
      const isTooLong = !block.broken && !fits(pieces, layout, start);
      if (isTooLong) block.items.forEach(breakBefore);
      block.broken ||= isTooLong;
      if (block.broken) [block.items[0]!, block.close].forEach(breakBefore);
    }
    if (closing.get(i)?.broken) {
      const next = afterSeparators(pieces, i + 1);
      if (siblings.has(next)) breakBefore(next);
    }
  });
  return layout;
}

/** Where pieces stand once blocks are broken and nothing else has changed: what is in a column then, stays in it. */
export function placed(pieces: readonly Piece[], before: readonly Gap[], after: readonly Gap[]): Piece[] {
  let lines = 0;
  let shift = 0;
  return pieces.map((piece, i) => {
    const isBroken = after[i]!.breaks > before[i]!.breaks;
    const left = pieces[i - 1];
    if (isBroken) {
      lines += 1;
      shift = piece.column - after[i]!.blanks;
    } else if (left && left.line < piece.line) {
      shift = 0;
    }
    return { ...piece, line: piece.line + lines, endLine: piece.endLine + lines, column: piece.column - shift };
  });
}

/** The blocks by their braces, and of each item those that follow it in its block. */
function blocksOf(pieces: readonly Piece[], gaps: readonly Gap[]) {
  const opening = new Map<number, Block>();
  const closing = new Map<number, Block>();
  const siblings = new Map<number, { readonly items: readonly number[]; readonly index: number }>();
  const enclosing: { readonly block: Block; readonly lines: number }[] = [];
  let block: Block = { close: undefined, items: [], broken: true };
  let lines = 0;
  pieces.forEach((piece, i) => {
    lines += gaps[i]!.breaks + piece.endLine - piece.line;
    if (isItem(piece)) {
      const first = withComments(pieces, gaps, i);
      siblings.set(first, { items: block.items, index: block.items.length });
      block.items.push(first);
    }
    if (piece.comment) return;
    if (piece.text === '{') {
      enclosing.push({ block, lines });
      block = { close: undefined, items: [], broken: false };
      opening.set(i, block);
    } else if (piece.text === '}') {
      const outer = enclosing.pop();
      if (!outer) return;
      block.close = i;
      block.broken = lines > outer.lines;
      closing.set(i, block);
      block = outer.block;
    }
  });
  return { opening, closing, siblings };
}

/** What has a line of its own where people write one item a line. */
function isItem({ begins, node, text }: Piece): boolean {
  return begins !== undefined || (ast.isCoupling(node) && (text === 'dims' || text === 'strides'));
}

/** The first of the comments that stand before a piece on its line; the piece where there are none. */
function withComments(pieces: readonly Piece[], gaps: readonly Gap[], i: number): number {
  let first = i;
  while (pieces[first - 1]?.comment && gaps[first]!.breaks === 0) first -= 1;
  return first;
}

/** The items that follow one on its line, in its block. */
function itemsOfLine(
  { items, index }: { readonly items: readonly number[]; readonly index: number },
  layout: readonly Gap[],
): number[] {
  const end = items.findIndex((item, i) => i > index && layout[item]!.breaks > 0);
  return items.slice(index + 1, end < 0 ? undefined : end);
}

function afterSeparators(pieces: readonly Piece[], i: number): number {
  let next = i;
  while (pieces[next]?.text === ';' || pieces[next]?.text === ',') next += 1;
  return next;
}

/** Whether a line has no more columns than it may have. A comment at its end does not count. */
function fits(pieces: readonly Piece[], layout: readonly Gap[], start: number): boolean {
  let length = 0;
  for (let i = start; i < pieces.length && (i === start || layout[i]!.breaks === 0); i++) {
    const { text, comment, line, endLine } = pieces[i]!;
    const isLast = i + 1 === pieces.length || layout[i + 1]!.breaks > 0;
    if (comment && (isLast || endLine > line)) return true;
    length += layout[i]!.blanks + text.length;
    if (length > WIDTH) return false;
  }
  return true;
}
