import type * as ast from '../generated/ast.js';
import { evaluate } from './expression.js';
import type { Lowerings } from './lowerings.js';
import type { Problems } from './problems.js';
import { isInteger, type Rational, toNumber } from './rational.js';

/**
 * A whole number from 1 to 2^53 − 1, up to which counts are exact.
 *
 * @param what How a message calls it, as in "`M` is …".
 */
export function positiveInteger(
  expression: ast.Expression | undefined,
  what: string,
  problems: Problems,
  lowering: Lowerings,
): number | undefined {
  const value = evaluate(expression, problems, lowering);
  if (!value || !expression) {
    return undefined;
  }
  const number = toNumber(value);
  if (value.numerator <= 0n) {
    problems.add('ffarch/not-positive', { what, value: number, bound: 'at least 1' }, expression);
  } else if (!isInteger(value)) {
    problems.add('ffarch/not-an-integer', { what, value: number }, expression);
  } else if (!Number.isFinite(number)) {
    problems.add('ffarch/number-too-large', { what }, expression);
  } else if (!Number.isSafeInteger(number)) {
    problems.add('ffarch/number-too-large', { what, value: number }, expression);
  } else {
    return number;
  }
  return undefined;
}

/** The least that a number may be: above zero, or zero. */
export type Bound = 'above 0' | 'not negative';

/** A finite number within a bound. */
export function boundedNumber(
  ...of: [
    ast.Expression | undefined,
    what: string,
    problems: Problems,
    lowering: Lowerings,
    bound: Bound,
    unit?: string,
  ]
): number | undefined {
  const value = boundedRational(...of);
  return value && toNumber(value);
}

/**
 * The same, exactly.
 *
 * @param unit that of the number, as a message has it
 */
export function boundedRational(
  expression: ast.Expression | undefined,
  what: string,
  problems: Problems,
  lowering: Lowerings,
  bound: Bound,
  unit?: string,
): Rational | undefined {
  const value = evaluate(expression, problems, lowering);
  if (!value || !expression) {
    return undefined;
  }
  const number = toNumber(value);
  if (number < 0 || (number === 0 && bound === 'above 0')) {
    problems.add('ffarch/not-positive', { what, value: number, unit: unit || undefined, bound }, expression);
    return undefined;
  }
  if (!Number.isFinite(number)) {
    problems.add('ffarch/number-too-large', { what }, expression);
    return undefined;
  }
  return value;
}
