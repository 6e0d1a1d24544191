import { exact } from '../figures.js';
import type * as ast from '../generated/ast.js';
import { unitName, unitsFor } from '../schema/index.js';
import { lowerBits, type Widths } from './bits.js';
import type { Lowerings } from './lowerings.js';
import { boundedNumber, positiveInteger } from './number.js';
import type { Problems } from './problems.js';
import type { Properties } from './properties.js';
import { lowerNumber } from './property-value.js';
import { rejectPerWordline, unitFactor } from './quantity.js';
import { writtenQuantity, writtenUnit } from './written.js';

/** How much a memory holds, and how wide that is. */
export interface MemoryShape {
  /** Words, or bits where it tells the operands' bits apart; null is unbounded. */
  readonly size: number | null;
  readonly widths: Widths;
  /** Bits of a wordline. */
  readonly wordBits: number | null;
}

export function memoryShape(properties: Properties, problems: Problems, lowering: Lowerings): MemoryShape {
  const valueBits = lowerNumber(properties, 'valueBits', problems, lowering);
  const widths: Widths = { bits: lowerBits(properties, problems, lowering), valueBits };
  return {
    size: lowerSize(properties, widths, problems, lowering),
    widths,
    wordBits: lowerNumber(properties, 'wordBits', problems, lowering),
  };
}

/** Words or bits. Bits become words by `valueBits`, rounded down to whole ones. */
function lowerSize(properties: Properties, widths: Widths, problems: Problems, lowering: Lowerings): number | null {
  if (!properties.has('size')) {
    properties.missing('size');
  }
  const quantity = properties.quantity('size')?.quantity;
  if (!quantity) {
    return null;
  }
  rejectPerWordline(quantity, 'a size', problems);
  if (unitName(quantity) === undefined) {
    return positiveInteger(quantity.value, 'The size', problems, lowering) ?? null;
  }
  const factor = unitFactor(quantity, unitsFor(properties.row('size')), 'A size', problems, lowering);
  const value = boundedNumber(quantity.value, 'The size', problems, lowering, 'above 0', writtenUnit(quantity));
  const bits = factor && countedBits(quantity, properties, widths, problems);
  if (factor === undefined || value === undefined || bits === undefined) {
    return null;
  }
  const size = Math.floor((value * factor) / bits);
  if (size < 1 || !Number.isSafeInteger(size)) {
    const params = { size: `${exact(value)} ${quantity.unit}`, bits };
    problems.add(size < 1 ? 'ffarch/not-positive' : 'ffarch/number-too-large', params, quantity);
    return null;
  }
  return size;
}

/** The bits of what a memory counts: a bit, or a word. */
export function countedBits(
  quantity: ast.Quantity,
  properties: Properties,
  { bits, valueBits }: Widths,
  problems: Problems,
): number | undefined {
  if (bits) return 1;
  if (valueBits === null && !givesBits(properties)) {
    problems.add('ffarch/missing-value-bits', { size: writtenQuantity(quantity) }, quantity);
  }
  return valueBits ?? undefined;
}

/** Whether the bits of words are given; what is wrong with them is said there. */
export const givesBits = (properties: Properties): boolean => properties.has('valueBits') || properties.has('bits');
