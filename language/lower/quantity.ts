import type * as ast from '../generated/ast.js';
import type { Lowering } from './lowering.js';
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

/** Units of energy that are too large for the language, as numbers of pJ. */
export const LARGE_ENERGIES: Readonly<Record<string, string>> = { J: '1e12', mJ: '1e9', uJ: '1e6' };

/** What to make of words that are no units. */
const ADVICE: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(LARGE_ENERGIES).map(([unit, pJ]) => [unit, `1 ${unit} is ${pJ} pJ.`])),
  word: 'Without a unit it is in words.',
  words: 'Without a unit it is in words.',
  ...Object.fromEntries(
    ['K', 'M', 'G'].flatMap((prefix) =>
      [prefix, `${prefix}i`, ...(prefix === 'K' ? ['k'] : [])].map((unit) => [
        unit,
        `A multiple stands straight behind its number, as in \`16${prefix}i\`.`,
      ]),
    ),
  ),
};

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
  without?: string,
): number | undefined {
  const { unit } = quantity;
  if (unit === undefined) {
    return 1;
  }
  if (Object.hasOwn(units, unit)) {
    return units[unit];
  }
  const known = Object.keys(units);
  const meant = [unit.toLowerCase(), MEANT[unit.toLowerCase()]?.toLowerCase()];
  const suggestion = known.find((candidate) => meant.includes(candidate.toLowerCase()));
  const remedy =
    known.length > 0
      ? `${what} is given in ${known.join(', ')}.`
      : `${what} has no unit${without === undefined ? '' : `, it is in ${without}`}.`;
  const hint = suggestion === undefined ? ADVICE[unit] : `Did you mean \`${suggestion}\`?`;
  problems.error(
    'ffarch/unknown-unit',
    [`\`${unit}\` is no unit here.`, remedy, ...(known.length > 0 && hint ? [hint] : [])].join(' '),
    quantity,
    'unit',
    suggestion,
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
  without?: string,
): number | undefined {
  const factor = unitFactor(quantity, units, what, problems, without);
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
