import * as ast from '../generated/ast.js';
import { UNITS, unitName } from '../schema/index.js';
import { evaluate } from './expression.js';
import type { Lowerings } from './lowerings.js';
import { Problems } from './problems.js';
import { multiply, parse, type Rational } from './rational.js';

/** The quantity that an architecture gives as its clock; the first counts. */
export const clockIn = ({ properties }: ast.Architecture): ast.QuantityProperty | undefined =>
  properties.filter(ast.isQuantityProperty).find(({ keyword }) => keyword === 'clock');

/** Cycles per second, exactly; undefined where there is no clock that makes sense. What is wrong with one is said of the architecture. */
export function clockOf(architecture: ast.Architecture, lowering: Lowerings): Rational | undefined {
  const quantity = clockIn(architecture)?.quantity;
  const { measure, factor } = UNITS[(quantity && unitName(quantity)) ?? 'Hz'] ?? {};
  const value = evaluate(quantity?.value, new Problems(), lowering);
  if (measure !== 'frequency' || !value || value.numerator <= 0n) return undefined;
  return multiply(value, parse(String(factor))!);
}
