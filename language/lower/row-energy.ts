import { forEachRole, type Role } from '../domain/coupling.js';
import type { Widths } from './bits.js';

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
