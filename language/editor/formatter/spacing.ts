import * as ast from '../../generated/ast.js';
import type { Piece } from './pieces.js';

/**
 * What stands between two pieces of the same line.
 *
 * @param written What stands there now.
 */
export function spacing(left: Piece, right: Piece, written: string): string {
  if (left.comment || right.comment || left.text === ':') return ' ';
  return isTight(left, right, written) ? '' : ' ';
}

function isTight(left: Piece, right: Piece, written: string): boolean {
  switch (right.text) {
    case ',':
    case ';':
    case ')':
    case ']':
    case '[':
      return true;
    case ':':
      return !isTyped(right);
    case '}':
      return left.text === '{';
  }
  if (left.text === '(' || left.text === '[') return true;
  if (right.text === '(') return ast.isCall(right.node);
  if (left.text === '-') return ast.isNegation(left.node);
  if (left.text === '.' || right.text === '.') return !left.number && !right.number;
  if (isTimesStride(left) || isTimesStride(right) || isOfUnit(left) || isOfUnit(right)) return true;
  // In `24KiB` the number is 24Ki and the unit B; `45nm` and `2rw` are names as much as quantities.
  return left.number && TIGHT_UNITS.has(right.text) && written === '';
}

/** What stays at its number. */
const TIGHT_UNITS: ReadonlySet<string> = new Set(['B', 'nm', 'rw', 'r1w']);

/** `architecture Eyeriss : gemm`, and not `size: 24`. */
function isTyped({ node }: Piece): boolean {
  return ast.isArchitecture(node) || ast.isWorkload(node) || ast.isLayer(node);
}

/** The sign in `GB/s`. */
function isOfUnit({ text, node }: Piece): boolean {
  return text === '/' && ast.isQuantity(node);
}

/** The sign in `Pstride*P`. */
function isTimesStride({ text, node }: Piece): boolean {
  return text === '*' && ast.isTerm(node);
}
