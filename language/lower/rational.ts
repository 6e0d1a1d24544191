/**
 * Exact fractions, so `0.1 * 30` is 3 and `1200 / 16 * 16` is 1200: sizes and factors are exact integers wherever
 * the reader would compute them as such.
 */
export interface Rational {
  readonly numerator: bigint;
  /** Positive, and without a common divisor with the numerator. */
  readonly denominator: bigint;
}

/** Numerators and denominators longer than this many bits are refused: they are mistakes, and would take forever. */
const MOST_BITS = 4096n;

const LIMIT = 1n << MOST_BITS;

/** Undefined where the numbers grow beyond {@link MOST_BITS}. */
function rational(numerator: bigint, denominator: bigint): Rational | undefined {
  if (numerator >= LIMIT || numerator <= -LIMIT || denominator >= LIMIT) {
    return undefined;
  }
  const sign = denominator < 0n ? -1n : 1n;
  const divisor = sign * gcd(numerator < 0n ? -numerator : numerator, sign * denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) {
    [a, b] = [b, a % b];
  }
  return a === 0n ? 1n : a;
}

const LITERAL = /^(-?)(\d*)\.?(\d*)(?:[eE]([-+]?\d+))?([KMG]i)?$/;

const SUFFIXES: Readonly<Record<string, bigint>> = { Ki: 1n << 10n, Mi: 1n << 20n, Gi: 1n << 30n };

/** A number as the language spells it: `24`, `1e-3`, `16Ki`. Undefined where it is too large. */
export function parse(literal: string): Rational | undefined {
  const match = LITERAL.exec(literal);
  if (!match || literal.length > 1000) {
    return undefined;
  }
  const [, sign, whole, fraction, exponent, suffix] = match;
  const power = Number(exponent ?? 0) - fraction!.length;
  if (Math.abs(power) > 1200) {
    return undefined;
  }
  const digits = BigInt(`${whole}${fraction}` || '0') * (sign ? -1n : 1n) * (suffix ? SUFFIXES[suffix]! : 1n);
  const scale = 10n ** BigInt(Math.abs(power));
  return power < 0 ? rational(digits, scale) : rational(digits * scale, 1n);
}

/** @param n an integer */
export const fromInteger = (n: number): Rational => ({ numerator: BigInt(n), denominator: 1n });

export const negate = (a: Rational): Rational => ({ ...a, numerator: -a.numerator });

export const add = (a: Rational, b: Rational): Rational | undefined =>
  rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);

export const subtract = (a: Rational, b: Rational): Rational | undefined => add(a, negate(b));

export const multiply = (a: Rational, b: Rational): Rational | undefined =>
  rational(a.numerator * b.numerator, a.denominator * b.denominator);

/** `b` must not be zero. */
export const divide = (a: Rational, b: Rational): Rational | undefined =>
  rational(a.numerator * b.denominator, a.denominator * b.numerator);

/** The greatest whole number that is not more. */
export function floor({ numerator, denominator }: Rational): Rational {
  const quotient = numerator / denominator;
  // Division of integers cuts off towards zero.
  const isCutUp = numerator < 0n && quotient * denominator !== numerator;
  return { numerator: isCutUp ? quotient - 1n : quotient, denominator: 1n };
}

/** The least whole number that is not less. */
export const ceil = (a: Rational): Rational => negate(floor(negate(a)));

/** What is left of `a` after a whole number of `b`, with the sign of `b`, which must not be zero. */
export function remainder(a: Rational, b: Rational): Rational | undefined {
  const quotient = divide(a, b);
  const whole = quotient && multiply(b, floor(quotient));
  return whole && subtract(a, whole);
}

export const isLess = (a: Rational, b: Rational): boolean => a.numerator * b.denominator < b.numerator * a.denominator;

/**
 * `a` to the power of `b`; exact where `b` is an integer, else as near as numbers get. Undefined where the result is too
 * large or no real number. Zero must not be raised to a negative power.
 */
export function power(a: Rational, b: Rational): Rational | undefined {
  if (b.denominator !== 1n) {
    const value = toNumber(a) ** toNumber(b);
    return Number.isFinite(value) ? parse(String(value)) : undefined;
  }
  const exponent = b.numerator < 0n ? -b.numerator : b.numerator;
  const trivial = a.denominator === 1n && (a.numerator === 0n || a.numerator === 1n || a.numerator === -1n);
  if (!trivial && exponent > MOST_BITS) {
    return undefined;
  }
  if (trivial) {
    const odd = exponent % 2n === 1n;
    return rational(exponent === 0n || (a.numerator === -1n && !odd) ? 1n : a.numerator, 1n);
  }
  const base = b.numerator < 0n ? { numerator: a.denominator, denominator: a.numerator } : a;
  let result: Rational | undefined = { numerator: 1n, denominator: 1n };
  let square: Rational | undefined = rational(base.numerator, base.denominator);
  for (let rest = exponent; rest > 0n && result; rest >>= 1n) {
    if (rest & 1n) {
      result = square && multiply(result, square);
    }
    square = rest > 1n && square ? multiply(square, square) : square;
  }
  return result;
}

export const isZero = (a: Rational): boolean => a.numerator === 0n;

export const isInteger = (a: Rational): boolean => a.denominator === 1n;

/** The nearest number. */
export function toNumber({ numerator, denominator }: Rational): number {
  const negative = numerator < 0n;
  const magnitude = negative ? -numerator : numerator;
  if (magnitude <= EXACT && denominator <= EXACT) {
    return Number(numerator) / Number(denominator);
  }
  // Scale the quotient to some 64 bits and keep in the last of them whether anything was cut off, so the
  // conversion to 53 bits rounds as it would with all of them.
  const shift = 64 - (bits(magnitude) - bits(denominator));
  const [scaled, divisor] =
    shift > 0 ? [magnitude << BigInt(shift), denominator] : [magnitude, denominator << BigInt(-shift)];
  const quotient = scaled / divisor;
  const sticky = scaled % divisor === 0n ? quotient : quotient | 1n;
  const value = scaleByPowerOf2(Number(sticky), -shift);
  return negative ? -value : value;
}

const EXACT = BigInt(Number.MAX_SAFE_INTEGER);

const bits = (value: bigint): number => value.toString(2).length;

/** In two steps, because 2 ** exponent alone may overflow where the product does not. */
function scaleByPowerOf2(value: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return value * 2 ** half * 2 ** (exponent - half);
}
