import { type AstNode, AstUtils } from 'langium';
import * as ast from '../../generated/ast.js';
import { freeName, printName } from '../../print/print.js';
import { type Fix, type FixContext, replace } from './fix.js';
import { insertBefore } from './names.js';

/** An expression as a constant of its own, before the declaration in which it stands. */
export function extractConstant(expression: ast.Expression, { document, services }: FixContext): Fix[] {
  const declaration = AstUtils.getContainerOfType(expression, ast.isDeclaration);
  const text = expression.$cstNode?.text;
  const isWhole = ast.isConstant(declaration) && declaration.value === expression;
  if (!declaration || text === undefined || isWhole || ast.isConstantReference(expression)) return [];
  const visible = services.references.ScopeProvider.declarations(document, ast.Constant.$type).getAllElements();
  const name = freeName(purpose(expression), new Set(visible.map((constant) => constant.name)));
  return [
    {
      title: `Extract constant \`${name}\``,
      edits: [
        insertBefore(declaration, `const ${printName(name)} = ${text}\n`),
        ...replace(expression, expression.$cstNode, name),
      ],
    },
  ];
}

/** The expression that is selected, of which parts of a number are enough, or the number at the cursor. */
export function selected(leaf: AstNode | undefined, start: number, end: number): ast.Expression | undefined {
  let found = AstUtils.getContainerOfType(leaf, ast.isExpression);
  while (found && (found.$cstNode?.end ?? 0) < end)
    found = ast.isExpression(found.$container) ? found.$container : undefined;
  while (
    found &&
    start < end &&
    ast.isExpression(found.$container) &&
    found.$container.$cstNode!.offset >= start &&
    found.$container.$cstNode!.end <= end
  ) {
    found = found.$container;
  }
  const isPart = found && 'operator' in found && start < end;
  const { offset, end: last } = found?.$cstNode ?? {};
  // What the user sees selected is what becomes a constant, not the larger expression around it.
  return isPart && (offset !== start || last !== end) ? undefined : found;
}

/** What a number is for, as a name. */
function purpose(expression: ast.Expression): string {
  for (let node: AstNode | undefined = expression; node; node = node.$container) {
    if (ast.isProperty(node)) return `${lowerFirst(node.$container.name ?? '')}${upperFirst(node.keyword)}`;
    if (ast.isSize(node)) return lowerFirst(node.index?.$refText ?? 'size');
    if (ast.isFactorConstraint(node) || ast.isLoop(node)) return lowerFirst(node.dimension?.$refText ?? 'factor');
    if (ast.isFanout(node) || ast.isCompute(node)) return `${lowerFirst(node.name ?? '')}Mesh`;
    if (ast.isLayer(node)) return 'repeats';
  }
  return 'value';
}

/** `DRAM` is `dram`, `SACols` is `saCols`. */
function lowerFirst(name: string): string {
  return name.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (capitals) => capitals.toLowerCase());
}

function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
