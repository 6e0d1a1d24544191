import { forEachRole, type Role } from '../domain/coupling.js';
import { exact } from '../figures.js';
import type * as ast from '../generated/ast.js';
import { unitsFor } from '../schema/index.js';
import type { Widths } from './bits.js';
import type { Lowerings } from './lowerings.js';
import { givesBits } from './memory-shape.js';
import type { Problems } from './problems.js';
import type { Properties } from './properties.js';
import { lowerAmount, rejectPerWordline } from './quantity.js';
import { fromInteger, multiply, toNumber } from './rational.js';
import { writtenQuantity } from './written.js';

/** pJ per word of each operand. */
export type WordEnergy = Readonly<Record<Role, number>>;

/**
 * What words take of the energy of a row or wordline of so many bits: their share where it holds several, a multiple where
 * they are wider. Undefined where their bits are not known.
 */
export function ofRow(energy: number, rowBits: number, { bits, valueBits }: Widths): WordEnergy | undefined {
  if (bits === null && valueBits === null) return undefined;
  return forEachRole((role) => {
    const width = bits?.[role] ?? valueBits!;
    return width <= rowBits ? energy / Math.floor(rowBits / width) : energy * Math.ceil(width / rowBits);
  });
}

/** What a quantity says that words take, whether it is per word or per bit. */
export function lowerWordEnergy(
  quantity: ast.Quantity,
  what: string,
  properties: Properties,
  { bits, valueBits }: Widths,
  problems: Problems,
  lowering: Lowerings,
): WordEnergy | undefined {
  const units = unitsFor(properties.row('energy'));
  const amount = lowerAmount(quantity, units, what, 'not negative', problems, lowering);
  if (!amount) return undefined;
  const { value, measure } = amount;
  if (measure !== 'energy of data') return forEachRole(() => toNumber(value));
  rejectPerWordline(quantity, 'one per bit', problems);
  if (bits === null && valueBits === null) {
    const params = { energy: writtenQuantity(quantity), comesTo: `${exact(16 * toNumber(value))} pJ` };
    if (!givesBits(properties)) problems.add('ffarch/missing-value-bits', params, quantity);
    return undefined;
  }
  return forEachRole((role) => toNumber(multiply(value, fromInteger(bits?.[role] ?? valueBits!))!));
}
