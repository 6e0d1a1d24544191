import type * as ast from '../generated/ast.js';
import { evaluate } from './expression.js';
import type { Lowerings } from './lowerings.js';
import type { Problems } from './problems.js';
import { isInteger, toNumber } from './rational.js';

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
    problems.error('ffarch/not-positive', `${what} is ${show(number)}, but must be at least 1.`, expression);
  } else if (!isInteger(value)) {
    problems.error('ffarch/not-an-integer', `${what} is ${show(number)}, but must be a whole number.`, expression);
  } else if (!Number.isSafeInteger(number)) {
    problems.error(
      'ffarch/number-too-large',
      `${what} is ${show(number)}, but whole numbers are exact only up to ${show(Number.MAX_SAFE_INTEGER)}.`,
      expression,
    );
  } else {
    return number;
  }
  return undefined;
}

/** A finite number above zero, or, with `zero`, not below it. */
export function positiveNumber(
  expression: ast.Expression | undefined,
  what: string,
  problems: Problems,
  lowering: Lowerings,
  zero: 'zero' | 'no zero',
): number | undefined {
  const value = evaluate(expression, problems, lowering);
  if (!value || !expression) {
    return undefined;
  }
  const number = toNumber(value);
  if (number < 0 || (number === 0 && zero === 'no zero')) {
    const bound = zero === 'zero' ? 'must not be negative' : 'must be more than 0';
    problems.error('ffarch/not-positive', `${what} is ${show(number)}, but ${bound}.`, expression);
    return undefined;
  }
  if (!Number.isFinite(number)) {
    problems.error('ffarch/number-too-large', `${what} is too large a number.`, expression);
    return undefined;
  }
  return number;
}

/** A number for people: thousands are separated. */
export function show(value: number): string {
  return SHOWN.format(value);
}

const SHOWN = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 17 });
