import type * as ast from '../generated/ast.js';
import { type Measure, meantUnit, UNITS, unitsOf } from '../schema/index.js';
import type { Lowerings } from './lowerings.js';
import { positiveNumber } from './number.js';
import type { Problems } from './problems.js';

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
 * @param measure What it can be given in units of, if any.
 * @param without What it is in without a unit, where it has none: "words per cycle".
 */
export function unitFactor(
  quantity: ast.Quantity,
  measure: Measure | undefined,
  what: string,
  problems: Problems,
  without?: string,
): number | undefined {
  const { unit } = quantity;
  if (unit === undefined) {
    return 1;
  }
  const known = unitsOf(measure);
  if (known.includes(unit)) {
    return UNITS[unit].factor;
  }
  const suggestion = meantUnit(unit, measure);
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
  measure: Measure | undefined,
  what: string,
  zero: 'zero' | 'no zero',
  problems: Problems,
  lowering: Lowerings,
  without?: string,
): number | undefined {
  const factor = unitFactor(quantity, measure, what, problems, without);
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
