import { EOF } from 'chevrotain';
import type { ParseResult } from 'langium';
import type { Declaration, Level, SourceFile } from '../../generated/ast.js';

const marked = new WeakSet<Declaration>();

/** Whether the parser lost the rest of a declaration to a syntax error, so that what seems missing may be written. */
export function brokenOff(declaration: Declaration): boolean {
  return marked.has(declaration);
}

/**
 * Marks the declarations of a section that are broken off, also those that end before their names. Else, where the section
 * ends, nothing can be lost any more.
 */
export function markBrokenOff({ declarations }: SourceFile, errors: ParseResult['parserErrors']): void {
  const offsets = errors.filter(({ token }) => token.tokenType !== EOF).map(({ token }) => token.startOffset);
  declarations.forEach((declaration, i) => {
    const start = declaration.$cstNode?.offset ?? 0;
    const end = declarations[i + 1]?.$cstNode?.offset ?? Number.POSITIVE_INFINITY;
    if (isNameless(declaration) || offsets.some((offset) => offset >= start && offset < end)) marked.add(declaration);
  });
}

/** Whether a name is yet to be typed behind a keyword, which the parser has said then. */
export function isNameless(node: Declaration | Level): boolean {
  // The parser leaves out what it does not find.
  return (node.name as string | undefined) === undefined;
}
