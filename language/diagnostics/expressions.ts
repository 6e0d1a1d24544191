import { exact } from '../figures.js';
import type { Rows } from './diagnostic.js';

/** A number, and the bound that it must keep. */
export interface OutOfBounds {
  /** How the message calls it, as in "`M` is …". */
  readonly what: string;
  readonly value: number;
  /** As it is written. */
  readonly unit?: string;
  readonly bound: keyof typeof BOUNDS;
}

const BOUNDS = {
  'at least 1': 'must be at least 1',
  'not negative': 'must not be negative',
  'above 0': 'must be more than 0',
} as const;

/** A size in bytes that is not a number of what the memory counts. */
export interface SizeInBytes {
  /** As it is written: `1 B`. */
  readonly size: string;
  /** The bits of a word, or 1 where the memory counts bits. */
  readonly bits: number;
}

/** `words of 16 bits`, or just `bits`. */
const counted = (bits: number, noun: { readonly word: string; readonly bit: string }): string =>
  bits === 1 ? noun.bit : `${noun.word} of ${exact(bits)} bits`;

export const EXPRESSIONS = {
  'ffarch/value-missing': {
    severity: 'error',
    missing: true,
    explanation: 'A value was begun and not given.',
    message: ({ what, lacks = 'value', example }: { what: string; lacks?: string; example: string }) =>
      `${what} has no ${lacks}. Write, for example, \`${example}\`.`,
  },
  'ffarch/not-positive': {
    severity: 'error',
    explanation:
      'Sizes, meshes, factors and counts are at least 1; bandwidths and cycles are above 0; energies, leakage and areas are not negative.',
    message: (of: OutOfBounds | SizeInBytes) =>
      'size' in of
        ? `The size, ${of.size}, holds less than one ${counted(of.bits, { word: 'word', bit: 'bit' })}. Raise it to ${exact(Math.ceil(of.bits / 8))} B or more.`
        : `${of.what} is ${`${exact(of.value)} ${of.unit ?? ''}`.trimEnd()}, but ${BOUNDS[of.bound]}.`,
  },
  'ffarch/not-an-integer': {
    severity: 'error',
    explanation:
      'Words, instances, factors and iterations are counted, so they are whole numbers. Energies and bandwidths may have fractions.',
    message: ({ what, value }: { what: string; value: number }) =>
      `${what} is ${exact(value)}, but must be a whole number.`,
  },
  'ffarch/number-too-large': {
    severity: 'error',
    explanation: 'Whole numbers are exact up to 2^53 − 1. A larger one would silently become another number.',
    /** `what` is a whole number where its `value` is given; without both it is a part of an expression. */
    message: (of: { what?: string; value?: number } | SizeInBytes) => {
      if ('size' in of)
        return `The size, ${of.size}, holds more ${counted(of.bits, { word: 'words', bit: 'bits' })} than can be counted exactly. Lower it, or write \`unbounded\`.`;
      if (of.what === undefined) return 'This number is too large, or has too many digits.';
      if (of.value === undefined) return `${of.what} is too large a number.`;
      return `${of.what} is ${exact(of.value)}, but whole numbers are exact only up to ${exact(Number.MAX_SAFE_INTEGER)}.`;
    },
  },
  'ffarch/not-a-number': {
    severity: 'error',
    explanation: 'The expression has no real value, like the root of a negative number.',
    message: () =>
      'A negative number to the power of a fraction is not a real number. Change its sign, or the power to a whole number.',
  },
  'ffarch/division-by-zero': {
    severity: 'error',
    explanation: 'The divisor of an expression is zero.',
    /** Without a divisor it is a power of 0. */
    message: ({ divisor }: { divisor?: string }) =>
      divisor === undefined
        ? 'This raises 0 to a negative power, which divides by 0. Change one of them.'
        : `This divides by \`${divisor}\`, which is 0. Change the divisor.`,
  },
  'ffarch/argument-count': {
    severity: 'error',
    missing: true,
    explanation: '`ceil` and `floor` round one number; `min` and `max` choose from one or more.',
    /** `most` arguments are taken, or any number of them. */
    message: ({ name, count, most }: { name: string; count: number; most: number | null }) =>
      `\`${name}\` takes ${most === null ? 'one number or more' : 'one number'}, but ${count === 0 ? 'none is' : `${exact(count)} are`} given. Write, for example, \`${name}(${most === null ? '7, 2' : '7 / 2'})\`.`,
  },
  'ffarch/constant-cycle': {
    severity: 'error',
    explanation: 'The value of a constant depends on itself, so it has none.',
    message: ({ name, through }: { name: string; through: readonly string[] }) =>
      `Constant \`${name}\` is defined in terms of itself: ${[...through, name].join(' → ')}. Give one of them a number.`,
  },
  'ffarch/nested-too-deeply': {
    severity: 'error',
    explanation: 'Parentheses are nested deeper than can be computed. Split the expression with constants.',
    message: () => 'This is nested too deeply to be evaluated. Split the expression with constants.',
  },
} as const satisfies Rows;
