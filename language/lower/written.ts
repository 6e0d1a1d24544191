import { exact } from '../figures.js';
import * as ast from '../generated/ast.js';
import { type Measure, UNITS, unitName } from '../schema/index.js';
import { parse, toNumber } from './rational.js';

/** More characters than this are not a number that anybody reads. */
const READABLE = 24;

/** How the unit of a quantity is written, with what it is per: `GB/s`, `pJ per word`. */
export function writtenUnit({ $cstNode, value, unit }: ast.Quantity): string {
  return $cstNode && value.$cstNode ? $cstNode.text.slice(value.$cstNode.end - $cstNode.offset).trim() : (unit ?? '');
}

/** A quantity as it is written, with single spaces; a number of many digits is shortened. */
export function writtenQuantity(quantity: ast.Quantity): string {
  return `${writtenValue(quantity)} ${writtenUnit(quantity)}`.trimEnd();
}

/** The number of a quantity as it is written, or in short where it has many digits. */
export function writtenValue({ value }: ast.Quantity): string {
  const text = value.$cstNode?.text ?? '';
  const literal = ast.isNumberLiteral(value) && text.length > READABLE ? parse(text) : undefined;
  return literal ? exact(toNumber(literal)) : text;
}

/** What the unit of a quantity measures; undefined where it has none, or none that is known. */
export const measureIn = (quantity: ast.Quantity): Measure | undefined => UNITS[unitName(quantity) ?? '']?.measure;
