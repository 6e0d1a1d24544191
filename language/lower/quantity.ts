import * as ast from '../generated/ast.js';
import { evaluate } from './expression.js';
import { converted, type Reading, readingsOf } from './foreign-units.js';
import type { Lowering } from './lowering.js';
import { positiveNumber, show } from './number.js';
import { Problems } from './problems.js';
import { toNumber } from './rational.js';

/** The factor by which each unit multiplies; the first is the one that needs not be written. */
export type Units = Readonly<Record<string, number>>;

/** To pJ. */
export const ENERGY_UNITS: Units = { pJ: 1, fJ: 1e-3, nJ: 1e3 };

/** To µm². */
export const AREA_UNITS: Units = { um2: 1, mm2: 1e6 };

/** To bytes. */
export const BYTE_UNITS: Units = { B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 };

/** What people write elsewhere, and the unit here that is surely meant. Nearness in spelling is no guide: MB is not B. */
const MEANT: Readonly<Record<string, string>> = {
  kb: 'KiB',
  mb: 'MiB',
  gb: 'GiB',
  byte: 'B',
  bytes: 'B',
  um: 'um2',
  mm: 'mm2',
};

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
export function unitText({ $cstNode, value, unit }: ast.Quantity): string {
  return $cstNode && value.$cstNode ? $cstNode.text.slice(value.$cstNode.end - $cstNode.offset).trim() : (unit ?? '');
}

/** What is meant by a quantity in units that the language does not have; none where that is not known. */
export function foreignReadings(quantity: ast.Quantity, units: Units, lowering: Lowering): readonly Reading[] {
  const { $container, unit = '', per = '' } = quantity;
  const property = ast.isDirectedPart($container) ? $container.$container : $container;
  const bits = property.$container.properties.filter(ast.isQuantityProperty).find(isValueBits)?.quantity?.value;
  const value = bits && evaluate(bits, new Problems(), lowering);
  return readingsOf(property.keyword, unit, per, Object.keys(units), value && toNumber(value));
}

const isValueBits = ({ keyword }: ast.QuantityProperty): boolean => keyword === 'valueBits';

/** The number in a quantity where it is written out. */
export function literalOf({ value }: ast.Quantity, lowering: Lowering): number | undefined {
  const number = ast.isNumberLiteral(value) ? evaluate(value, new Problems(), lowering) : undefined;
  return number && toNumber(number);
}

/**
 * The factor of a quantity's unit.
 *
 * @param what How a message calls the quantity: "An energy".
 * @param units Those that it can be given in.
 * @param without What it is in without a unit, where it has none: "words per cycle".
 */
export function unitFactor(
  quantity: ast.Quantity,
  units: Units,
  what: string,
  problems: Problems,
  lowering: Lowering,
  without?: string,
): number | undefined {
  const { unit, per } = quantity;
  if (unit === undefined && per === undefined) {
    return 1;
  }
  if (unit !== undefined && per === undefined && Object.hasOwn(units, unit)) {
    return units[unit];
  }
  const known = Object.keys(units);
  const meant = unit ? [unit.toLowerCase(), MEANT[unit.toLowerCase()]?.toLowerCase()] : [];
  const [reading] = foreignReadings(quantity, units, lowering);
  const suggestion =
    reading || per !== undefined ? undefined : known.find((candidate) => meant.includes(candidate.toLowerCase()));
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
    [`\`${unitText(quantity)}\` is no unit here.`, remedy, ...(hint ? [hint] : [])].join(' '),
    quantity,
    per === undefined ? 'unit' : undefined,
    suggestion,
  );
  return undefined;
}

/** What a quantity in another unit comes to, and what that supposes. */
function advice(quantity: ast.Quantity, reading: Reading, lowering: Lowering, without = ''): string {
  const { unit, clock } = reading;
  const written = unitText(quantity);
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
  units: Units,
  what: string,
  zero: 'zero' | 'no zero',
  problems: Problems,
  lowering: Lowering,
  without?: string,
): number | undefined {
  const factor = unitFactor(quantity, units, what, problems, lowering, without);
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
