import type { Windows } from '../domain/architecture.js';
import type * as ast from '../generated/ast.js';
import { nearest } from '../nearest.js';
import { type Property, UNBOUNDED, unitsFor, wordsOf } from '../schema/index.js';
import type { Lowerings } from './lowerings.js';
import { positiveInteger } from './number.js';
import type { Problems } from './problems.js';
import type { Properties } from './properties.js';
import { lowerAmount, rejectPerWordline, unitFactor } from './quantity.js';
import { toNumber } from './rational.js';

/** Properties with a number that is 1 or 0 where it is left out. */
type Defaulted = 'buffering' | 'cycles' | 'leakage';
/** Properties with a number that is unknown where it is left out. */
type Optional = 'area' | 'clock' | 'technology' | 'valueBits' | 'wordBits';

/** A property that is one number, in its base unit; its default where it has none. */
export function lowerNumber(p: Properties, keyword: Defaulted, problems: Problems, lowering: Lowerings): number;
export function lowerNumber(p: Properties, keyword: Optional, problems: Problems, lowering: Lowerings): number | null;
export function lowerNumber(
  properties: Properties,
  keyword: Defaulted | Optional,
  problems: Problems,
  lowering: Lowerings,
): number | null {
  const row = properties.row(keyword);
  const property = properties.quantity(keyword);
  rejectUnbounded(property, problems);
  const written = property?.quantity && number(property.quantity, keyword, row, problems, lowering);
  return written ?? (typeof row.default === 'number' ? row.default : null);
}

function number(
  quantity: ast.Quantity,
  keyword: string,
  row: Property,
  problems: Problems,
  lowering: Lowerings,
): number | undefined {
  const what = `\`${keyword}\``;
  rejectPerWordline(quantity, what, problems);
  if ('range' in row && row.range === 'whole') {
    unitFactor(quantity, unitsFor(row), what, problems, lowering);
    return positiveInteger(quantity.value, what, problems, lowering);
  }
  const bound = 'range' in row && row.range === 'not negative' ? 'not negative' : 'above 0';
  const amount = lowerAmount(quantity, unitsFor(row), what, bound, problems, lowering);
  return amount && toNumber(amount.value);
}

/** Only what the schema says can be unbounded. */
export function rejectUnbounded(
  property: ast.QuantityProperty | ast.DirectedProperty | undefined,
  problems: Problems,
): void {
  if (property?.unbounded) {
    problems.add('ffarch/unbounded', { keyword: property.keyword, allowed: UNBOUNDED }, property, 'unbounded');
  }
}

/** A property that is `true` or `false`; the default where it is left out. */
export function lowerFlag(properties: Properties, keyword: 'peToPe' | 'powerGating', problems: Problems): boolean {
  return lowerWord(properties, keyword, problems) === 'true';
}

/** What a window keeps: as `windows` says, else by the property that it has taken the place of. */
export function lowerWindows(properties: Properties, problems: Problems): Windows {
  const word = lowerWord(properties, 'windows', problems);
  const old = lowerWord(properties, 'multipleReuses', problems);
  const { replacedBy } = properties.row('multipleReuses');
  return (properties.has('windows') ? word : replacedBy!.words[old]) as Windows;
}

/** One of the words that a property takes; the default where it is left out. */
export function lowerWord(properties: Properties, keyword: ast.WordProperty['keyword'], problems: Problems): string {
  const row = properties.row(keyword);
  const property = properties.word(keyword);
  const words = Object.keys(wordsOf(row) ?? {});
  if (property?.operand && keyword !== 'multicast' && keyword !== 'reduction') {
    problems.add('ffarch/misplaced-operand', { keyword, operand: property.operand.$refText }, property, 'operand');
  }
  if (property?.word && !words.includes(property.word)) {
    const { word } = property;
    problems.add('ffarch/unknown-word', { keyword, word, words, suggestion: nearest(word, words) }, property, 'word');
    return row.default as string;
  }
  return property?.word ?? (row.default as string);
}
