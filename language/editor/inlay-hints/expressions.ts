import { number } from '../../figures.js';
import * as ast from '../../generated/ast.js';
import { numberOf } from '../../lower/expression.js';
import type { Lowering } from '../../lower/index.js';
import { after, type Hint } from './hint.js';

/** What a whole expression comes to. Quantities say it together with their unit. */
export function expressionHints(node: ast.Expression, lowering: Lowering): Hint[] {
  if (ast.isExpression(node.$container) || ast.isQuantity(node.$container)) return [];
  const value = result(node, lowering);
  return value === undefined ? [] : after('values', node, `= ${number(value)}`);
}

/** The value of an expression that is not a literal. */
export function result(node: ast.Expression, lowering: Lowering): number | undefined {
  if (ast.isNumberLiteral(node) || (ast.isNegation(node) && ast.isNumberLiteral(node.operand))) return undefined;
  return numberOf(node, lowering);
}
