import { exact } from '../figures.js';
import * as ast from '../generated/ast.js';
import { type Measure, meantUnit, measureOf, rowOf, UNITS, unitsOf } from '../schema/index.js';
import { numberOf } from './expression.js';
import { converted, type Reading, readingsOf } from './foreign-units.js';
import type { Lowerings } from './lowerings.js';
import { type Bound, boundedNumber } from './number.js';
import type { Problems } from './problems.js';

/** Multiples, which are parts of numbers and not units. */
const MULTIPLE = /^(?:[KMG]i?|k)$/;

/** How the unit of a quantity is written, with what it is per: `GB/s`, `pJ per word`. */
export function writtenUnit({ $cstNode, value, unit }: ast.Quantity): string {
  return $cstNode && value.$cstNode ? $cstNode.text.slice(value.$cstNode.end - $cstNode.offset).trim() : (unit ?? '');
}

/** What is meant by a quantity in units that the language does not have; none where that is not known. */
export function foreignReadings(quantity: ast.Quantity, lowering: Lowerings): readonly Reading[] {
  const { $container, unit = '', per = '' } = quantity;
  const property = ast.isDirectedPart($container) ? $container.$container : $container;
  if (ast.isQuantityAttribute(property)) return [];
  const properties: readonly ast.Property[] = property.$container.properties;
  const bits = numberOf(properties.filter(ast.isQuantityProperty).find(isValueBits)?.quantity?.value, lowering);
  const counted = bits !== undefined || properties.some(ast.isBitsProperty);
  return readingsOf(property.keyword, unit, per, unitsOf(measureOf(rowOf(property))), bits, counted);
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
    return UNITS[unit]!.factor;
  }
  const [reading] = foreignReadings(quantity, lowering);
  const suggestion = reading || per !== undefined ? undefined : meantUnit(unit ?? '', measure);
  const isMultiple = suggestion === undefined && known.length > 0 && MULTIPLE.test(unit ?? '');
  const advice = reading
    ? adviceOn(quantity, reading, lowering, without)
    : isMultiple
      ? { multiple: unit![0]!.toUpperCase() }
      : undefined;
  const params = { written: writtenUnit(quantity), what, units: known, without, suggestion, advice };
  problems.add('ffarch/unknown-unit', params, quantity, per === undefined ? 'unit' : undefined);
  return undefined;
}

/** What a quantity in another unit comes to, and what that supposes. */
function adviceOn(quantity: ast.Quantity, reading: Reading, lowering: Lowerings, without = '') {
  const { unit, clock = false } = reading;
  const written = writtenUnit(quantity);
  const left = redundant(written, reading);
  if (left !== undefined) return { redundant: left };
  const number = literalOf(quantity, lowering) ?? 1;
  return {
    written: `${exact(number)} ${written}`,
    comesTo: `${exact(converted(number, reading))} ${unit || without}`.trimEnd(),
    suppositions: suppositions(reading),
    clock,
    rate: without !== '',
    inWords: unit === '',
  };
}

/** What a reading supposes, for a title or a message. */
export function suppositions({ clock, bits }: Reading): string[] {
  return [...(clock ? ['at 1 GHz'] : []), ...(bits ? [`with words of ${bits} bits`] : [])];
}

/** What of a unit says only what is so without it. */
export function redundant(written: string, reading: Reading): string | undefined {
  const { factor, unit } = reading;
  if (factor !== 1 || suppositions(reading).length > 0 || !written.startsWith(unit)) return undefined;
  const rest = written.slice(unit.length);
  // `bits` is not `b` with something after it.
  return unit !== '' && /^\w/.test(rest) ? undefined : rest.trim() || undefined;
}

/** A quantity in its base unit; `perWordline` must have been looked at by the caller where it has a meaning. */
export function lowerQuantity(
  quantity: ast.Quantity,
  measure: Measure | undefined,
  what: string,
  bound: Bound,
  problems: Problems,
  lowering: Lowerings,
  without?: string,
): number | undefined {
  const factor = unitFactor(quantity, measure, what, problems, lowering, without);
  const value = boundedNumber(quantity.value, what, problems, lowering, bound);
  // Dividing by 1000 rounds correctly where multiplying by 0.001 would not.
  return value === undefined || factor === undefined
    ? undefined
    : factor < 1
      ? value / Math.round(1 / factor)
      : value * factor;
}

/** `per wordline` has a meaning for energies only. */
export function rejectPerWordline(quantity: ast.Quantity, what: string, problems: Problems): void {
  if (quantity.perWordline) {
    problems.add('ffarch/misplaced-per-wordline', { what }, quantity, 'perWordline');
  }
}
