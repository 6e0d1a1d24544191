import { type AstNode, AstUtils } from 'langium';
import * as ast from '../../generated/ast.js';
import { evaluate } from '../../lower/expression.js';
import { Problems } from '../../lower/problems.js';
import { toNumber } from '../../lower/rational.js';
import { isLibrary } from '../../workspace/library.js';
import { removeStatement } from './edits.js';
import { type Edit, type Fix, type FixContext, replace } from './fix.js';

/** The value of a constant in place of its name: at one use, or at all of them, without the constant itself. */
export function inlineConstant(at: AstNode, context: FixContext): Fix[] {
  const constant = ast.isConstant(at) ? at : ast.isConstantReference(at) ? at.constant?.ref : undefined;
  if (!constant?.value?.$cstNode || isLibrary(AstUtils.getDocument(constant).uri)) return [];
  const uses = usesOf(constant, context);
  const edits = uses?.flatMap((use) => replace(use, use.$cstNode, valueFor(use, constant, context)));
  const all: Fix[] =
    edits && edits.length > 0
      ? [{ title: `Inline constant \`${constant.name}\``, edits: [...edits, ...removeStatement(constant)] }]
      : [];
  if (!ast.isConstantReference(at) || uses?.length === 1) return all;
  const here: Edit[] = replace(at, at.$cstNode, valueFor(at, constant, context));
  return [{ title: `Inline this use of \`${constant.name}\``, edits: here }, ...all];
}

/** All uses in all files; undefined where one of them is in no place that could be changed. */
function usesOf(constant: ast.Constant, { services }: FixContext): ast.ConstantReference[] | undefined {
  const { LangiumDocuments } = services.shared.workspace;
  const found = services.references.References.findReferences(constant, { includeDeclaration: false }).toArray();
  const uses = found.map(({ sourceUri, sourcePath }) => {
    const root = LangiumDocuments.getDocument(sourceUri)?.parseResult.value;
    return root && services.workspace.AstNodeLocator.getAstNode(root, sourcePath);
  });
  return uses.every(ast.isConstantReference) ? uses : undefined;
}

/** In other files the names in a value may mean something else, so they get the number. */
function valueFor(use: ast.ConstantReference, constant: ast.Constant, { lowering }: FixContext): string {
  const value = constant.value!;
  const named = AstUtils.streamAst(value).some(ast.isConstantReference);
  const number = named && AstUtils.getDocument(use) !== AstUtils.getDocument(constant);
  const exact = number ? evaluate(value, new Problems(), lowering) : undefined;
  const text = exact ? String(toNumber(exact)) : value.$cstNode!.text;
  const whole =
    ast.isNumberLiteral(value) || ast.isParenthesized(value) || ast.isCall(value) || ast.isConstantReference(value);
  return exact ||
    whole ||
    !ast.isExpression(use.$container) ||
    ast.isParenthesized(use.$container) ||
    ast.isCall(use.$container)
    ? text
    : `(${text})`;
}
