import { AstUtils } from 'langium';
import { exact } from '../figures.js';
import * as ast from '../generated/ast.js';
import { type Measure, meantUnit, rowOf, UNITS, unitName, unitsFor, unitsOf } from '../schema/index.js';
import { clockIn, clockOf } from './clock.js';
import { numberOf } from './expression.js';
import { converted, type Reading, readingsOf } from './foreign-units.js';
import type { Lowerings } from './lowerings.js';
import { checkMagnitude } from './magnitude.js';
import { type Bound, boundedRational } from './number.js';
import type { Problems } from './problems.js';
import { divide, multiply, parse, type Rational, toNumber } from './rational.js';
import { measureIn, writtenQuantity, writtenUnit } from './written.js';

/** Multiples, which are parts of numbers and not units. */
const MULTIPLE = /^(?:[KMG]i?|k)$/;

/** What is meant by a quantity in units that the language does not have; none where that is not known. */
export function foreignReadings(quantity: ast.Quantity, lowering: Lowerings): readonly Reading[] {
  const { $container } = quantity;
  const [unit = '', per = '', ...further] = unitName(quantity)?.split('/') ?? [];
  if (further.length > 0) return [];
  const property = ast.isDirectedPart($container) ? $container.$container : $container;
  if (ast.isQuantityAttribute(property)) return [];
  const properties: readonly ast.Property[] = property.$container.properties;
  const bits = numberOf(properties.filter(ast.isQuantityProperty).find(isValueBits)?.quantity?.value, lowering);
  const counted = bits !== undefined || properties.some(ast.isBitsProperty);
  const readings = readingsOf(property.keyword, unit, per, unitsFor(rowOf(property)), bits, counted);
  const clock = clockOf(AstUtils.getContainerOfType(quantity, ast.isArchitecture)!, lowering);
  if (!clock) return readings;
  const gigahertz = toNumber(clock) / 1e9;
  return readings.map(({ clock: supposed, ...reading }) =>
    supposed ? { ...reading, factor: reading.factor * gigahertz } : reading,
  );
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
 * @param units Those that it can have; none where it has no unit.
 * @param without What it is in without a unit, where it has none: "words per cycle".
 */
export function unitFactor(
  quantity: ast.Quantity,
  units: readonly string[],
  what: string,
  problems: Problems,
  lowering: Lowerings,
  without?: string,
): number | undefined {
  const name = unitName(quantity);
  if (name === undefined) {
    return 1;
  }
  if (units.includes(name)) {
    return UNITS[name]!.factor;
  }
  const isRatio = name.includes('/');
  const [reading] = foreignReadings(quantity, lowering);
  const suggestion = reading || isRatio ? undefined : meantUnit(name, units);
  const isMultiple = suggestion === undefined && units.length > 0 && MULTIPLE.test(name);
  const advice = reading
    ? adviceOn(quantity, reading, lowering, without)
    : isMultiple
      ? { multiple: name[0]!.toUpperCase() }
      : undefined;
  const params = { written: writtenUnit(quantity), what, units, without, suggestion, advice };
  problems.add('ffarch/unknown-unit', params, quantity, isRatio ? undefined : 'unit');
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

/** A quantity in the base unit of its measure, exactly. What is written per second is per cycle here. */
export interface Amount {
  readonly value: Rational;
  /** Undefined for a number without a unit. */
  readonly measure: Measure | undefined;
}

/** What per second becomes per cycle: by the clock in Hz, which divides it. The factors are pJ/s of 1 mW and bit/s of 1 GB/s. */
const PER_SECOND: { readonly [M in Measure]?: { measure: Measure; factor: Rational; unit: string } } = {
  power: { measure: 'energy', factor: parse('1e9')!, unit: 'pJ' },
  'data rate': { measure: 'data', factor: parse('8e9')!, unit: 'B' },
};

/**
 * A quantity in one of some units; `perWordline` must have been looked at by the caller where it has a meaning.
 *
 * @param units those that it can have
 */
export function lowerAmount(
  quantity: ast.Quantity,
  units: readonly string[],
  what: string,
  bound: Bound,
  problems: Problems,
  lowering: Lowerings,
  without?: string,
): Amount | undefined {
  const factor = unitFactor(quantity, units, what, problems, lowering, without);
  const written = boundedRational(quantity.value, what, problems, lowering, bound, writtenUnit(quantity));
  const value = written && factor !== undefined && multiply(written, parse(String(factor))!);
  if (!value || !checkMagnitude(quantity, toNumber(value), what, units, problems, without)) return undefined;
  const measure = measureIn(quantity);
  return measure && PER_SECOND[measure]
    ? perCycle({ value, measure }, quantity, problems, lowering)
    : { value, measure };
}

/** By the clock of the architecture around. */
function perCycle(
  { value, measure }: Amount,
  quantity: ast.Quantity,
  problems: Problems,
  lowering: Lowerings,
): Amount | undefined {
  const { factor, unit, ...of } = PER_SECOND[measure!]!;
  const architecture = AstUtils.getContainerOfType(quantity, ast.isArchitecture)!;
  const clock = clockOf(architecture, lowering);
  const converted = clock && multiply(value, divide(factor, clock)!);
  if (converted) return { value: converted, measure: of.measure };
  if (clockIn(architecture)) {
    problems.incomplete();
    return undefined;
  }
  // At 1 GHz, mW and GB/s are as many pJ and bytes per cycle.
  const params = {
    written: writtenQuantity(quantity),
    architecture: architecture.name,
    comesTo: `${exact(toNumber(value))} ${unit}`,
  };
  problems.add('ffarch/missing-clock', params, quantity);
  return undefined;
}

/** A quantity in its base unit, where no other measure than that of its property fits. */
export function lowerQuantity(
  quantity: ast.Quantity,
  measure: Measure | undefined,
  what: string,
  bound: Bound,
  problems: Problems,
  lowering: Lowerings,
): number | undefined {
  const amount = lowerAmount(quantity, unitsOf(measure), what, bound, problems, lowering);
  return amount && toNumber(amount.value);
}

/** `per wordline` has a meaning for energies only. */
export function rejectPerWordline(quantity: ast.Quantity, what: string, problems: Problems): void {
  if (quantity.perWordline) {
    problems.add('ffarch/misplaced-per-wordline', { what }, quantity, 'perWordline');
  }
}
