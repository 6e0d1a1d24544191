import { type AstNode, AstUtils } from 'langium';
import * as ast from '../../generated/ast.js';
import { type Fix, replace } from './fix.js';

/** One energy or bandwidth for reads and writes as one each, or the other way round: the model sees the same. */
export function splitDirections(at: AstNode): Fix[] {
  const property = AstUtils.getContainerOfType(at, ast.isDirectedProperty);
  if (!property || !ast.isMemory(property.$container)) return [];
  // What both share has no parts.
  if (property.shared) return [];
  return property.quantity ? split(property, property.quantity) : join(property);
}

function split(property: ast.DirectedProperty, quantity: ast.Quantity): Fix[] {
  const text = quantity.$cstNode?.text;
  const value = quantity.value.$cstNode?.text;
  if (text === undefined || value === undefined) return [];
  // Of one bandwidth each direction has a half, one energy goes for each.
  const each = property.keyword === 'energy' ? text : `${half(quantity.value, value)}${text.slice(value.length)}`;
  const edits = replace(quantity, quantity.$cstNode, `read ${each}, write ${each}`);
  return [{ title: `Split ${property.keyword} into read and write`, edits }];
}

function half(value: ast.Expression, text: string): string {
  if (ast.isNumberLiteral(value) && Number.isFinite(Number(text))) return String(Number(text) / 2);
  return ast.isBinaryExpression(value) ? `(${text}) / 2` : `${text} / 2`;
}

function join({ keyword, parts }: ast.DirectedProperty): Fix[] {
  const [first, second] = parts;
  const [a, b] = [first?.quantity?.$cstNode, second?.quantity?.$cstNode];
  if (parts.length !== 2 || keyword !== 'energy' || !a || a.text !== b?.text || first!.direction === second!.direction)
    return [];
  const edits = replace(first!, { offset: first!.$cstNode!.offset, end: second!.$cstNode!.end }, a.text);
  return [{ title: 'Join read and write energy', edits }];
}
