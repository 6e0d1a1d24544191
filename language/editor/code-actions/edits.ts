import { type AstNode, AstUtils, type CstNode, GrammarUtils } from 'langium';
import type * as ast from '../../generated/ast.js';
import { type Edit, insert, replace } from './fix.js';

/** Offsets of a part of a text. */
export type Span = Pick<CstNode, 'offset' | 'end'>;

/** Takes something out of a list whose parts are separated by commas. */
export function removeFromList(node: AstNode, cst: Span | undefined): Edit[] {
  if (!cst) return [];
  const document = AstUtils.getDocument(node);
  const text = document.textDocument.getText();
  const after = /^\s*,[^\S\r\n]*/.exec(text.slice(cst.end));
  if (after) return [{ document, start: cst.offset, end: cst.end + after[0].length, text: '' }];
  const before = /,\s*$/.exec(text.slice(0, cst.offset));
  return [{ document, start: cst.offset - (before?.[0].length ?? 0), end: cst.end, text: '' }];
}

/** Takes some parts out of a list, of which others stay. */
export function removeAllFromList<T extends AstNode & { readonly $cstNode?: CstNode }>(
  parts: readonly T[],
  all: readonly T[],
): Edit[] {
  // Neighbours go together, since edits must not overlap.
  const runs: T[][] = [];
  all.forEach((part, i) => {
    if (!parts.includes(part)) return;
    if (i > 0 && parts.includes(all[i - 1]!)) runs.at(-1)!.push(part);
    else runs.push([part]);
  });
  return runs.flatMap((run) => {
    const [first, last] = [run[0]!.$cstNode, run.at(-1)!.$cstNode];
    return first && last ? removeFromList(run[0]!, { offset: first.offset, end: last.end }) : [];
  });
}

/** Takes out something that stands by itself, with its line if nothing else is on that, or with its separator. */
export function removeStatement(node: AstNode, cst: Span | undefined = node.$cstNode): Edit[] {
  if (!cst) return [];
  const document = AstUtils.getDocument(node);
  const text = document.textDocument.getText();
  const before = /(^|\n)[^\S\r\n]*$/.exec(text.slice(0, cst.offset));
  const after = /^[^\S\r\n]*[;,]?[^\S\r\n]*(?:\r?\n|$)/.exec(text.slice(cst.end));
  if (before && after) {
    const start = cst.offset - before[0].length + before[1]!.length;
    return [{ document, start, end: cst.end + after[0].length, text: '' }];
  }
  const separator = /^[^\S\r\n]*[;,]?[^\S\r\n]*/.exec(text.slice(cst.end))![0];
  return [{ document, start: cst.offset, end: cst.end + separator.length, text: '' }];
}

/** Adds properties to a level, in the style in which it is written: one a line, or all on one. */
export function addProperties(level: ast.Level, lines: readonly string[]): Edit[] {
  return addToBlock(level, level.properties.at(-1), lines, '; ');
}

/** Adds lines to the end of a block, or a block with them where there is none. */
export function addToBlock(
  node: AstNode & { readonly $cstNode?: CstNode },
  last: AstNode | undefined,
  lines: readonly string[],
  separator: string,
): Edit[] {
  const cst = node.$cstNode;
  if (!cst) return [];
  const indent = indentOf(node);
  const open = GrammarUtils.findNodeForKeyword(cst, '{');
  const body = lines.map((line) => `\n${indent}  ${line}`).join('');
  if (!open) return [insert(node, cst.end, ` {${body}\n${indent}}`)];
  const close = GrammarUtils.findNodeForKeyword(cst, '}');
  const anchor = last?.$cstNode ?? open;
  if (close && close.range.start.line === open.range.start.line) {
    const text = lines.join(separator);
    if (last?.$cstNode) return [insert(node, anchor.end, `${separator}${text}`)];
    return [{ ...insert(node, open.end, ` ${text} `), end: close.offset }];
  }
  return [insert(node, endOfLine(node, anchor), body)];
}

/** After what stands on the line of a node, comments included. */
function endOfLine(node: AstNode, { end }: CstNode): number {
  const text = AstUtils.getDocument(node).textDocument.getText();
  const rest = /^[^\S\r\n]*[;,]?[^\S\r\n]*(?:\/\/[^\r\n]*)?(?=\r?\n|$)/.exec(text.slice(end));
  return end + (rest?.[0].length ?? 0);
}

/** The white space before the first word on the line of a node. */
export function indentOf(node: AstNode): string {
  const { textDocument } = AstUtils.getDocument(node);
  const line = node.$cstNode?.range.start.line ?? 0;
  const text = textDocument.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
  return /^[^\S\r\n]*/.exec(text)![0];
}

/** Sets the expression of a node, or adds it after a part that lacks one. */
export function setNumber(node: AstNode, expression: ast.Expression | undefined, value: number): Edit[] {
  return replace(node, expression?.$cstNode, String(value));
}
