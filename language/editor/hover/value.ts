import { exact } from '../../figures.js';
import * as ast from '../../generated/ast.js';
import { evaluate } from '../../lower/expression.js';
import { Problems } from '../../lower/problems.js';
import { toNumber } from '../../lower/rational.js';
import { printName } from '../../print/print.js';
import { documentation, type HoverContext } from './context.js';
import { type Block, blocks, source } from './markdown.js';

/** The value of a constant. */
export function constantHover(node: ast.Constant, context: HoverContext): string {
  const { value } = context.lowering.constant(node);
  const text = node.value?.$cstNode?.text ?? '';
  return blocks(
    source(`const ${printName(node.name)} = ${text}`),
    documentation(node, context),
    value === undefined ? 'It has no value.' : isPlain(node.value) ? undefined : `= **${exact(toNumber(value))}**`,
  );
}

/** The value of the whole expression around a number; undefined where that is what is written. */
export function expressionHover(node: ast.Expression, { lowering }: HoverContext): Block {
  let whole = node;
  while (ast.isExpression(whole.$container)) whole = whole.$container;
  const value = evaluate(whole, new Problems(), lowering);
  if (value === undefined || isPlain(whole)) return undefined;
  return blocks(source(whole.$cstNode?.text ?? ''), `= **${exact(toNumber(value))}**`);
}

/** A literal that reads as what it is, without a suffix or an exponent. */
function isPlain(node: ast.Expression | undefined): boolean {
  return ast.isNumberLiteral(node) && /^[\d.]{1,4}$/.test(node.$cstNode?.text ?? '');
}
