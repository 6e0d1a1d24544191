import type { Memory } from '../domain/architecture.js';
import { forEachRole, ROLES, type Role } from '../domain/coupling.js';
import * as ast from '../generated/ast.js';
import { unitsFor } from '../schema/index.js';
import type { Widths } from './bits.js';
import { derive, isDerived } from './derived.js';
import { lowerDirected } from './directed.js';
import { estimateMemory } from './estimate.js';
import { levelBase, lowerLeakage } from './level-base.js';
import { levelName } from './level-name.js';
import type { Lowerings } from './lowerings.js';
import { countedBits, type MemoryShape, memoryShape } from './memory-shape.js';
import { lowerOperands } from './operands.js';
import type { Problems } from './problems.js';
import type { Properties } from './properties.js';
import { lowerNumber, lowerWindows } from './property-value.js';
import { lowerAmount, rejectPerWordline } from './quantity.js';
import { divide, fromInteger, toNumber } from './rational.js';
import { lowerWordEnergy, ofRow, type WordEnergy } from './row-energy.js';
import { measureIn } from './written.js';

/** A memory in words, or in bits where it tells the operands' bits apart; energies are per word, whatever the units. */
export function lowerMemory(node: ast.Memory, properties: Properties, problems: Problems, lowering: Lowerings): Memory {
  const bypass = lowerOperands(properties.operands('bypass'), problems);
  const shape = memoryShape(properties, problems, lowering);
  const { size, widths } = shape;
  const estimated = () => estimateMemory(properties, shape, problems, lowering);
  const derived = derive(properties, problems, lowering, estimated, shape);
  const energy = isDerived(properties, 'energy', derived)
    ? (derived ?? NONE)
    : lowerEnergy(properties, shape, problems, lowering);
  const bandwidth = lowerDirected(properties, 'bandwidth', problems, (quantity, what) =>
    lowerBandwidth(quantity, what, properties, widths, problems, lowering),
  );
  // One number for both directions is split between them (model.md section 5).
  const share = bandwidth.kind === 'halves' ? 2 : 1;
  return {
    type: 'memory',
    ...levelBase(properties, problems, lowering, derived),
    size,
    bits: widths.bits,
    readEnergy: energy.read,
    writeEnergy: energy.write,
    readBandwidth: (bandwidth.read ?? Infinity) / share,
    writeBandwidth: (bandwidth.write ?? Infinity) / share,
    sharedBandwidth: bandwidth.kind === 'shared',
    leakage: lowerLeakage(properties, problems, lowering, derived),
    bypass,
    mayBypass: lowerMayBypass(node, properties, bypass, problems),
    order: [],
    buffering: lowerNumber(properties, 'buffering', problems, lowering),
    windows: lowerWindows(properties, problems),
    valueBits: widths.valueBits,
  };
}

const NONE = { read: forEachRole(() => 0), write: forEachRole(() => 0) };

/** Words or bits per cycle. */
export function lowerBandwidth(
  quantity: ast.Quantity,
  what: string,
  properties: Properties,
  widths: Widths,
  problems: Problems,
  lowering: Lowerings,
): number | undefined {
  rejectPerWordline(quantity, 'a bandwidth', problems);
  const without = `${widths.bits ? 'bits' : 'words'} per cycle`;
  const units = unitsFor(properties.row('bandwidth'));
  const amount = lowerAmount(quantity, units, what, 'above 0', problems, lowering, without);
  const measure = measureIn(quantity);
  const isCounted = measure === 'data' || measure === 'data rate';
  const bits = isCounted ? countedBits(quantity, properties, widths, problems) : 1;
  return amount && bits && toNumber(divide(amount.value, fromInteger(bits))!);
}

/** pJ per word of each operand. */
function lowerEnergy(properties: Properties, shape: MemoryShape, problems: Problems, lowering: Lowerings) {
  const energy = lowerDirected(properties, 'energy', problems, (quantity, what, perWordline) => {
    const energy = lowerWordEnergy(quantity, what, properties, shape.widths, problems, lowering);
    // Before a wordline is shared, all operands have the same.
    return energy && perWordline ? ofWordline(energy.out, quantity, shape, problems) : energy;
  });
  if (energy.both && energy.read && ROLES.every((role) => energy.read![role] === 0)) {
    problems.add('ffarch/zero-energy', { level: properties.level.name, of: 'accesses' }, energy.both);
  }
  return { read: energy.read ?? NONE.read, write: energy.write ?? NONE.write };
}

/** What words take of the energy of a wordline. */
function ofWordline(
  energy: number,
  quantity: ast.Quantity,
  { wordBits, widths }: MemoryShape,
  problems: Problems,
): WordEnergy | undefined {
  const { bits, valueBits } = widths;
  const words = wordBits === null ? undefined : ofRow(energy, wordBits, widths);
  if (wordBits === null || !words) {
    problems.add('ffarch/missing-word-bits', {}, quantity, 'perWordline');
    return undefined;
  }
  if (bits === null && wordBits < valueBits!) {
    problems.add('ffarch/word-smaller-than-value', { wordBits, valueBits: valueBits! }, quantity, 'perWordline');
  }
  return words;
}

/** What the mapping decides on, which what is always bypassed is not. The outermost memory cannot be asked. */
function lowerMayBypass(
  node: ast.Memory,
  properties: Properties,
  bypass: readonly Role[],
  problems: Problems,
): readonly Role[] {
  const property = properties.operands('mayBypass');
  const roles = lowerOperands(property, problems).filter((role) => !bypass.includes(role));
  const isOutermost = node.$container.levels.find(ast.isMemory) === node;
  if (!property || !isOutermost) return roles;
  problems.add('ffarch/outermost-may-bypass', { memory: levelName(node) }, property, 'keyword');
  return [];
}
