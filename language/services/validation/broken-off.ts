import { AstUtils, type ParseResult } from 'langium';
import type * as ast from '../../generated/ast.js';

/** Where the syntax errors of a file stand, in order: there can be thousands, and as many declarations that ask. */
const places = new WeakMap<ParseResult['parserErrors'], readonly number[]>();

/** Whether the parser lost the rest of a declaration to a syntax error, so that what seems missing may be written. */
export function brokenOff(node: ast.Declaration): boolean {
  const { parserErrors } = AstUtils.getDocument(node).parseResult;
  const offsets = places.get(parserErrors) ?? offsetsOf(parserErrors);
  places.set(parserErrors, offsets);
  const start = node.$cstNode?.offset ?? 0;
  const following = node.$container.declarations[(node.$containerIndex ?? 0) + 1];
  const end = following?.$cstNode?.offset ?? Number.POSITIVE_INFINITY;
  return offsets[firstFrom(start, offsets)] < end;
}

/** Errors at the end of the file have no offset: nothing is lost there. */
function offsetsOf(errors: ParseResult['parserErrors']): number[] {
  return errors
    .map(({ token }) => token.startOffset)
    .filter((offset) => !Number.isNaN(offset))
    .sort((a, b) => a - b);
}

/** The index of the first number that is not less than the start. */
function firstFrom(start: number, sorted: readonly number[]): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle] < start) from = middle + 1;
    else to = middle;
  }
  return from;
}
