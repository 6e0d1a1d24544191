import * as ast from '../generated/ast.js';
import { type Measure, meantUnit, measureOf, rowOf, UNITS, unitsOf } from '../schema/index.js';
import { numberOf } from './expression.js';
import { converted, type Reading, readingsOf } from './foreign-units.js';
import type { Lowerings } from './lowerings.js';
import { positiveNumber, show } from './number.js';
import type { Problems } from './problems.js';

/** What to make of words that are no units. */
const ADVICE: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['K', 'M', 'G'].flatMap((prefix) =>
      [prefix, `${prefix}i`, ...(prefix === 'K' ? ['k'] : [])].map((unit) => [
        unit,
        `A multiple stands straight behind its number, as in \`16${prefix}i\`.`,
      ]),
    ),
  ),
};

/** How the unit of a quantity is written, with what it is per: `GB/s`, `pJ per word`. */
export function writtenUnit({ $cstNode, value, unit }: ast.Quantity): string {
  return $cstNode && value.$cstNode ? $cstNode.text.slice(value.$cstNode.end - $cstNode.offset).trim() : (unit ?? '');
}

/** What is meant by a quantity in units that the language does not have; none where that is not known. */
export function foreignReadings(quantity: ast.Quantity, lowering: Lowerings): readonly Reading[] {
  const { $container, unit = '', per = '' } = quantity;
  const property = ast.isDirectedPart($container) ? $container.$container : $container;
  const bits = property.$container.properties.filter(ast.isQuantityProperty).find(isValueBits)?.quantity?.value;
  return readingsOf(property.keyword, unit, per, unitsOf(measureOf(rowOf(property))), numberOf(bits, lowering));
}

const isValueBits = ({ keyword }: ast.QuantityProperty): boolean => keyword === 'valueBits';

/** The number in a quantity where it is written out. */
export function literalOf({ value }: ast.Quantity, lowering: Lowerings): number | undefined {
  return ast.isNumberLiteral(value) ? numberOf(value, lowering) : undefined;
}

/**
 * The factor of a quantity's unit.
 *
 * @param what How a message calls the quantity: "An energy".
 * @param measure What it can be given in units of, if any.
 * @param without What it is in without a unit, where it has none: "words per cycle".
 */
export function unitFactor(
  quantity: ast.Quantity,
  measure: Measure | undefined,
  what: string,
  problems: Problems,
  lowering: Lowerings,
  without?: string,
): number | undefined {
  const { unit, per } = quantity;
  if (unit === undefined && per === undefined) {
    return 1;
  }
  const known = unitsOf(measure);
  if (unit !== undefined && per === undefined && known.includes(unit)) {
    return UNITS[unit].factor;
  }
  const [reading] = foreignReadings(quantity, lowering);
  const suggestion = reading || per !== undefined ? undefined : meantUnit(unit ?? '', measure);
  const remedy =
    known.length > 0
      ? `${what} is given in ${known.join(', ')}.`
      : `${what} has no unit${without === undefined ? '' : `, it is in ${without}`}.`;
  const hint = reading
    ? advice(quantity, reading, lowering, without)
    : suggestion === undefined
      ? known.length > 0 && ADVICE[unit ?? '']
      : `Did you mean \`${suggestion}\`?`;
  problems.error(
    'ffarch/unknown-unit',
    [`\`${writtenUnit(quantity)}\` is no unit here.`, remedy, ...(hint ? [hint] : [])].join(' '),
    quantity,
    per === undefined ? 'unit' : undefined,
    suggestion,
  );
  return undefined;
}

/** What a quantity in another unit comes to, and what that supposes. */
function advice(quantity: ast.Quantity, reading: Reading, lowering: Lowerings, without = ''): string {
  const { unit, clock } = reading;
  const written = writtenUnit(quantity);
  const left = redundant(written, reading);
  if (left !== undefined) return `Leave \`${left}\` out.`;
  const number = literalOf(quantity, lowering) ?? 1;
  const value = `${show(number)} ${written} is ${show(converted(number, reading))} ${unit || without}`.trimEnd();
  const why = clock ? 'There is no clock to convert with: ' : '';
  const how = clock && without !== '' ? ' Divide GB/s by GHz and by the bytes of a word.' : '';
  return `${why}${[value, ...suppositions(reading)].join(' ')}.${how}`;
}

/** What a reading supposes, for a title or a message. */
export function suppositions({ clock, bits }: Reading): string[] {
  return [...(clock ? ['at 1 GHz'] : []), ...(bits ? [`with words of ${bits} bits`] : [])];
}

/** What of a unit says only what is so without it. */
export function redundant(written: string, reading: Reading): string | undefined {
  const { factor, unit } = reading;
  if (factor !== 1 || suppositions(reading).length > 0 || !written.startsWith(unit)) return undefined;
  return written.slice(unit.length).trim() || undefined;
}

/** A quantity in its base unit; `perWordline` must have been looked at by the caller where it has a meaning. */
export function lowerQuantity(
  quantity: ast.Quantity,
  measure: Measure | undefined,
  what: string,
  zero: 'zero' | 'no zero',
  problems: Problems,
  lowering: Lowerings,
  without?: string,
): number | undefined {
  const factor = unitFactor(quantity, measure, what, problems, lowering, without);
  const value = positiveNumber(quantity.value, what, problems, lowering, zero);
  // Dividing by 1000 rounds correctly where multiplying by 0.001 would not.
  return value === undefined || factor === undefined
    ? undefined
    : factor < 1
      ? value / Math.round(1 / factor)
      : value * factor;
}

/** `per wordline` has a meaning for energies only. */
export function rejectPerWordline(quantity: ast.Quantity, keyword: string, problems: Problems): void {
  if (quantity.perWordline) {
    problems.error(
      'ffarch/misplaced-per-wordline',
      `Only an energy can be given per wordline, not ${keyword}. Remove \`per wordline\`.`,
      quantity,
      'perWordline',
    );
  }
}
