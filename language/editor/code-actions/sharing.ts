import { type AstNode, AstUtils, GrammarUtils } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import * as ast from '../../generated/ast.js';
import { printName } from '../../print/print.js';
import { type DiagnosticWith, type Fix, type FixContext, replace } from './fix.js';
import { rewrite } from './names.js';

/** A property that goes for all operands, or for the output alone. */
export function misplacedOperand(
  at: AstNode,
  diagnostic: DiagnosticWith<{ readonly output?: string }>,
  context: FixContext,
): Fix[] {
  const property = AstUtils.getContainerOfType(at, ast.isWordProperty);
  const [word, operand] = ['word', 'operand'].map((name) => GrammarUtils.findNodeForProperty(property?.$cstNode, name));
  if (!property || !word || !operand) return [];
  const { output } = diagnostic.data;
  const meant: Fix[] =
    output === undefined
      ? []
      : [{ title: `Write \`for ${output}\``, edits: rewrite(diagnostic, context, printName(output)), preferred: true }];
  const edits = replace(property, { offset: word.end, end: operand.end }, '');
  return [...meant, { title: `Remove \`for ${operand.text}\``, edits, preferred: output === undefined }];
}

/** `use >= 0.75` for any other sign. */
export function useOperator(_: AstNode, diagnostic: Diagnostic, context: FixContext): Fix[] {
  const { textDocument } = context.document;
  const written = textDocument.getText(diagnostic.range);
  const before = textDocument.getText().charAt(textDocument.offsetAt(diagnostic.range.start) - 1);
  const text = /\s/.test(before) ? '>=' : ' >=';
  return [{ title: `Change \`${written}\` to \`>=\``, edits: rewrite(diagnostic, context, text), preferred: true }];
}
