import type * as ast from '../generated/ast.js';
import { BARE_MAGNITUDES, FINITE_MAGNITUDES, MAGNITUDES, type Magnitudes, UNITS, unitsOf } from '../schema/index.js';
import type { Problems } from './problems.js';
import { measureIn, writtenQuantity, writtenValue } from './written.js';

/**
 * Reports a quantity that no chip has, and tells whether it can be computed with.
 *
 * @param value in the default unit
 * @param what How a message calls the quantity: "An energy".
 * @param units those that it can have
 * @param without what it is in without a unit, where it has none
 */
export function checkMagnitude(
  quantity: ast.Quantity,
  value: number,
  what: string,
  units: readonly string[],
  problems: Problems,
  without = '',
): boolean {
  const written = measureIn(quantity);
  const measure = written ?? UNITS[units[0] ?? '']?.measure;
  if (written === undefined && measure === 'frequency' && isMeantOtherwise(quantity, value, problems)) return true;
  // Data without a unit are in words.
  const isCounted = measure === undefined || (written === undefined && measure === 'data');
  const [least, greatest] = isCounted ? BARE_MAGNITUDES : MAGNITUDES[measure];
  if (value === 0 || isWithin(value, [least, greatest])) return true;
  const infinite = !isWithin(value, FINITE_MAGNITUDES);
  const unit = isCounted ? without : unitsOf(measure)[0]!;
  const params = { what, written: writtenQuantity(quantity), unit, least, greatest, infinite };
  problems.add('ffarch/implausible-quantity', params, quantity);
  return !infinite;
}

const isWithin = (value: number, [least, greatest]: Magnitudes): boolean =>
  value >= Number(`1e${least}`) && value <= Number(`1e${greatest}`);

/** What clocks of chips are, in Hz. */
const CLOCKS = { from: 1e6, below: 1e10 };

/** Reports a clock without a unit that is one of a chip only with another than Hz. */
function isMeantOtherwise(quantity: ast.Quantity, hertz: number, problems: Problems): boolean {
  if (hertz >= CLOCKS.from) return false;
  const isClock = (unit: string) => {
    const meant = hertz * UNITS[unit]!.factor;
    return meant >= CLOCKS.from && meant < CLOCKS.below;
  };
  const meant = unitsOf('frequency').filter(isClock).reverse();
  if (meant.length === 0) return false;
  problems.add('ffarch/clock-without-unit', { written: writtenValue(quantity), value: hertz, meant }, quantity);
  return true;
}
