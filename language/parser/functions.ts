import type { Habit } from './other-languages.js';

/** Arguments that are whole numbers. */
type Call = (...of: readonly number[]) => number | string;

/** Functions that other languages have, and what they come to here; by their names. */
const FUNCTIONS: Readonly<Record<string, Call>> = {
  min: Math.min,
  max: Math.max,
  pow: (base, power) => `${base} ** ${power}`,
  sqrt: (radicand) => `${radicand} ** 0.5`,
  log2: Math.log2,
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  round: Math.round,
};

const ROUNDING: ReadonlySet<string> = new Set(['ceil', 'floor', 'round']);

const ARGUMENTS = '\\(((?:[^()]|\\([^()]*\\))*)\\)';
const NO_FUNCTIONS = 'There are no functions: expressions are made of `+`, `-`, `*`, `/`, `**` and parentheses.';

/** `ceil(7 / 2)`: expressions have no functions, so their value is written. */
export const FUNCTION_CALLS: readonly Habit[] = [
  {
    before: /(?:^|[^\w.])([A-Za-z_]\w*[^\S\r\n]*)$/,
    after: new RegExp(`^${ARGUMENTS}`),
    text: ([, name], [, list]) => called(name.trim(), list),
    fact: NO_FUNCTIONS,
  },
  {
    before: /\b(Math|math|np)$/,
    after: new RegExp(`^\\.(\\w+)${ARGUMENTS}`),
    text: (_, [, name, list]) => called(name, list),
    fact: NO_FUNCTIONS,
  },
];

/** The value of a call of numbers; null where it has to be worked out by hand. */
function called(name: string, list: string): string | null {
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  const quotient = /^\s*(\d+)\s*\/\s*(\d+)\s*$/.exec(list);
  if (known && quotient && ROUNDING.has(name)) {
    return Number(quotient[2]) > 0 ? String(known(Number(quotient[1]) / Number(quotient[2]))) : null;
  }
  const numbers = list.split(',').map((one) => one.trim());
  if (!known || !numbers.every((one) => /^\d+$/.test(one))) return null;
  const value = known(...numbers.map(Number));
  return typeof value === 'string' || Number.isInteger(value) ? String(value) : null;
}
