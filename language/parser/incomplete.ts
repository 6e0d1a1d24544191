import { EOF } from 'chevrotain';
import type { ParseResult } from 'langium';
import { type Declaration, isArchitecture, type Level, type SourceFile } from '../generated/ast.js';

type Part = Declaration | Level;

const marked = new WeakSet<Part>();

/** Whether the parser lost the rest of a declaration or a level to a syntax error, so what seems missing may be written. */
export function brokenOff(part: Part): boolean {
  return marked.has(part);
}

/**
 * Marks the declarations of a section and their levels that are broken off, also those that end before their names. Else,
 * where the section ends, nothing can be lost any more.
 */
export function markBrokenOff({ declarations }: SourceFile, errors: ParseResult['parserErrors']): void {
  const offsets = errors.filter(({ token }) => token.tokenType !== EOF).map(({ token }) => token.startOffset);
  markParts(declarations, Number.POSITIVE_INFINITY, offsets);
}

/** Marks those of some parts, one after the other, in which an error is, or after which none other begins before it. */
function markParts(parts: readonly Part[], end: number, errors: readonly number[]): void {
  parts.forEach((part, i) => {
    const start = part.$cstNode?.offset ?? 0;
    const next = parts[i + 1]?.$cstNode?.offset ?? end;
    if (isNameless(part) || errors.some((error) => error >= start && error < next)) marked.add(part);
    if (isArchitecture(part)) markParts(part.levels, next, errors);
  });
}

/** Whether a name is yet to be typed after a keyword, which the parser has said then. */
export function isNameless(node: Part): boolean {
  // The parser leaves out what it does not find.
  return (node.name as string | undefined) === undefined;
}
