import { CompletionItemKind } from 'vscode-languageserver-types';
import { UNITS } from '../../schema/index.js';
import type { CompletionContext } from '../cursor/context.js';
import { isInParentheses } from '../cursor/place.js';
import { isName, type Token } from '../cursor/tokens.js';
import type { Entry } from './entry.js';
import { constants } from './names.js';

const OPERATORS = new Set(['+', '-', '*', '/', '%', '**', '(', ':', '=', '<=', '>=', '[']);

/** Whether an expression has been begun and may end where it is. */
export function isComplete(expression: readonly Token[]): boolean {
  const last = expression.at(-1);
  return last !== undefined && (last.kind === 'number' || last.text === ')' || isName(last));
}

/** Whether a number or a parenthesis stands where a value belongs. */
export function isValue(token: Token | undefined): boolean {
  return token?.kind === 'number' || token?.text === '(';
}

/**
 * What begins or continues an expression, if it is not complete: constants, and the suffixes of a number.
 *
 * @param unitNames units that may follow, directly after a number as well.
 */
export function operands(
  expression: readonly Token[],
  context: CompletionContext,
  unitNames: readonly string[] = [],
): Entry[] {
  const last = expression.at(-1);
  const { typed, after } = context.place;
  const isNext = last?.text === ',' && isInParentheses(expression);
  if ((last && !OPERATORS.has(last.text) && !isNext) || isValue(after[0])) return [];
  const digits = /^\d+(?:\.\d+)?(?=[A-Za-z]*$)/.exec(typed)?.[0];
  if (digits === undefined) return [...constants(context), ...FUNCTIONS];
  const attached = units(unitNames).map((unit) => ({
    ...unit,
    label: digits + unit.label,
    snippet: digits + unit.label,
  }));
  return [...SUFFIXES.map(([name, detail]) => suffix(digits + name, detail)), ...attached];
}

/** Units that may follow a number or a complete expression. */
export function units(names: readonly string[]): Entry[] {
  return names.map((label) => ({
    label,
    kind: CompletionItemKind.Unit,
    detail: UNITS[label]?.meaning,
    snippet: label,
  }));
}

/** The functions, after all else that may stand at their place. */
const FUNCTIONS: readonly Entry[] = (
  [
    ['ceil', 'x', 'rounded up'],
    ['floor', 'x', 'rounded down'],
    ['min', 'x, y', 'the least of them'],
    ['max', 'x, y', 'the most of them'],
  ] as const
).map(([name, list, detail]) => ({
  label: `${name}(${list})`,
  kind: CompletionItemKind.Function,
  detail,
  filter: name,
  snippet: `${name}(${list
    .split(', ')
    .map((one, i) => `\${${i + 1}:${one}}`)
    .join(', ')})`,
  rank: 19,
}));

const SUFFIXES: readonly (readonly [string, string])[] = [
  ['Ki', '× 1,024'],
  ['Mi', '× 1,048,576'],
  ['Gi', '× 1,073,741,824'],
];

function suffix(label: string, detail: string): Entry {
  return { label, kind: CompletionItemKind.Value, detail, snippet: label };
}
