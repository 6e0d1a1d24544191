import { EOF } from 'chevrotain';
import type { ParseResult } from 'langium';
import type { Declaration, SourceFile } from '../../generated/ast.js';

const marked = new WeakSet<Declaration>();

/** Whether the parser lost the rest of a declaration to a syntax error, so that what seems missing may be written. */
export function brokenOff(declaration: Declaration): boolean {
  return marked.has(declaration);
}

/** Marks the declarations of a section that are broken off. Where the section ends, nothing can be lost any more. */
export function markBrokenOff({ declarations }: SourceFile, errors: ParseResult['parserErrors']): void {
  const offsets = errors.filter(({ token }) => token.tokenType !== EOF).map(({ token }) => token.startOffset);
  declarations.forEach((declaration, i) => {
    const start = declaration.$cstNode?.offset ?? 0;
    const end = declarations[i + 1]?.$cstNode?.offset ?? Number.POSITIVE_INFINITY;
    if (offsets.some((offset) => offset >= start && offset < end)) marked.add(declaration);
  });
}
