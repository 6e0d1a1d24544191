import type * as ast from '../generated/ast.js';
import type { Lowering } from './lowering.js';
import { didYouMean, nearest } from './nearest.js';
import { positiveNumber } from './number.js';
import type { Problems } from './problems.js';

/** The factor by which each unit multiplies; the first is the one that needs not be written. */
export type Units = Readonly<Record<string, number>>;

/** To pJ. */
export const ENERGY_UNITS: Units = { pJ: 1, fJ: 1e-3, nJ: 1e3 };

/** To µm². */
export const AREA_UNITS: Units = { um2: 1, mm2: 1e6 };

/** To bytes. */
export const BYTE_UNITS: Units = { B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 };

/**
 * The factor of a quantity's unit.
 *
 * @param what How a message calls the quantity: "An energy".
 */
export function unitFactor(quantity: ast.Quantity, units: Units, what: string, problems: Problems): number | undefined {
  const { unit } = quantity;
  if (unit === undefined) {
    return 1;
  }
  if (Object.hasOwn(units, unit)) {
    return units[unit];
  }
  const known = Object.keys(units);
  const remedy = known.length === 0 ? `${what} has no unit.` : `${what} is given in ${known.join(', ')}.`;
  problems.error(
    'ffarch/unknown-unit',
    `\`${unit}\` is no unit here. ${remedy}${didYouMean(unit, known)}`,
    quantity,
    'unit',
    nearest(unit, known),
  );
  return undefined;
}

/** A quantity in its base unit; `perWordline` must have been looked at by the caller where it has a meaning. */
export function lowerQuantity(
  quantity: ast.Quantity,
  units: Units,
  what: string,
  zero: 'zero' | 'no zero',
  problems: Problems,
  lowering: Lowering,
): number | undefined {
  const factor = unitFactor(quantity, units, what, problems);
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
      `Only an energy can be given per wordline, not ${keyword}.`,
      quantity,
      'perWordline',
    );
  }
}
