import type { Habit } from './other-languages.js';

/** Arguments that are whole numbers. */
type Call = (...of: readonly number[]) => number | string;

/** Functions that the language has itself, by their names in the modules of others. */
const OWN: ReadonlySet<string> = new Set(['ceil', 'floor', 'min', 'max']);

/** Functions that other languages have, and what they come to here; by their names. */
const FUNCTIONS: Readonly<Record<string, Call>> = {
  pow: (base, power) => `${base} ** ${power}`,
  sqrt: (radicand) => `${radicand} ** 0.5`,
  log2: Math.log2,
  abs: Math.abs,
  round: Math.round,
};

const ARGUMENTS = '\\(((?:[^()]|\\([^()]*\\))*)\\)';
const NO_FUNCTIONS = 'There is no such function: expressions know `ceil`, `floor`, `min` and `max`.';

/** `log2(8)`: expressions have few functions, so the value of others is written. */
export const FUNCTION_CALLS: readonly Habit[] = [
  {
    before: /(?:^|[^\w.])([A-Za-z_]\w*[^\S\r\n]*)$/,
    after: new RegExp(`^${ARGUMENTS}`),
    text: ([, name], [, list]) => called(name!.trim(), list!),
    fact: NO_FUNCTIONS,
  },
  {
    before: /\b(Math|math|np)$/,
    after: new RegExp(`^\\.(\\w+)${ARGUMENTS}`),
    text: (_, [, name, list]) => called(name!, list!),
    fact: NO_FUNCTIONS,
  },
];

/** The value of a call of numbers; null where it has to be worked out by hand. */
function called(name: string, list: string): string | null {
  if (OWN.has(name)) return `${name}(${list})`;
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  const quotient = /^\s*(\d+)\s*\/\s*(\d+)\s*$/.exec(list);
  if (known && quotient && name === 'round') {
    return Number(quotient[2]) > 0 ? String(known(Number(quotient[1]) / Number(quotient[2]))) : null;
  }
  const numbers = list.split(',').map((one) => one.trim());
  if (!known || !numbers.every((one) => /^\d+$/.test(one))) return null;
  const value = known(...numbers.map(Number));
  return typeof value === 'string' || Number.isInteger(value) ? String(value) : null;
}
