import * as ast from '../../generated/ast.js';
import type { Piece } from './pieces.js';
import { spacing } from './spacing.js';

/** The white space before a piece. */
export interface Gap {
  /** Line breaks; without any, the blanks stand between two pieces of a line. */
  readonly breaks: number;
  readonly blanks: number;
}

const INDENTATION = 2;

/** The white space that belongs before each piece, columns and blocks aside. Lines stay the lines that they are. */
export function gapsOf(pieces: readonly Piece[], text: string): Gap[] {
  return pieces.map((piece, i) => {
    const left = pieces[i - 1];
    if (!left) return { breaks: 0, blanks: 0 };
    const breaks = piece.line - left.endLine;
    if (breaks === 0) return { breaks, blanks: spacing(left, piece, text.slice(left.end, piece.offset)).length };
    const dense = (left.text === '{' && !left.comment) || (piece.text === '}' && !piece.comment);
    return { breaks: dense ? 1 : Math.min(breaks, 2), blanks: indentation(pieces, i) };
  });
}

/** The blanks before a piece that begins a line. */
export function indentation(pieces: readonly Piece[], i: number): number {
  const { depth } = pieces[i]!;
  // A comment belongs to what follows.
  let next = i;
  while (pieces[next]?.comment) next += 1;
  return (depth + (next < pieces.length && goesOn(pieces[next]!) ? 1 : 0)) * INDENTATION;
}

/** Whether a token at the start of a line goes on with what the lines before it began. */
function goesOn({ text, begins, node }: Piece): boolean {
  const opens = ast.isCoupling(node) && (text === 'dims' || text === 'strides');
  return !(begins || opens || text === '{' || text === '}' || text === ';');
}
