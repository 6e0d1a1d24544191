import type { Memory } from '../domain/architecture.js';
import { forEachRole, ROLES, type Role } from '../domain/coupling.js';
import { exact } from '../figures.js';
import * as ast from '../generated/ast.js';
import { lowerBits, type Widths } from './bits.js';
import { lowerDirected } from './directed.js';
import { levelBase, levelName } from './level-base.js';
import type { Lowerings } from './lowerings.js';
import { boundedNumber, positiveInteger } from './number.js';
import { lowerOperands } from './operands.js';
import type { Problems } from './problems.js';
import type { Properties } from './properties.js';
import { lowerNumber, lowerWindows } from './property-value.js';
import { lowerQuantity, rejectPerWordline, unitFactor } from './quantity.js';

/** A memory in words, or in bits where it tells the operands' bits apart; energies are per word, whatever the units. */
export function lowerMemory(node: ast.Memory, properties: Properties, problems: Problems, lowering: Lowerings): Memory {
  const bypass = lowerOperands(properties.operands('bypass'), problems);
  const valueBits = lowerNumber(properties, 'valueBits', problems, lowering);
  const widths: Widths = { bits: lowerBits(properties, problems, lowering), valueBits };
  const energy = lowerEnergy(properties, widths, problems, lowering);
  const bandwidth = lowerDirected(properties, 'bandwidth', problems, (quantity, what) =>
    lowerBandwidth(quantity, what, properties, widths, problems, lowering),
  );
  // One number for both directions is split between them (model.md section 5).
  const share = bandwidth.kind === 'halves' ? 2 : 1;
  return {
    type: 'memory',
    ...levelBase(properties, problems, lowering),
    size: lowerSize(properties, widths, problems, lowering),
    bits: widths.bits,
    readEnergy: energy.read,
    writeEnergy: energy.write,
    readBandwidth: (bandwidth.read ?? Infinity) / share,
    writeBandwidth: (bandwidth.write ?? Infinity) / share,
    sharedBandwidth: bandwidth.kind === 'shared',
    leakage: lowerNumber(properties, 'leakage', problems, lowering),
    bypass,
    mayBypass: lowerMayBypass(node, properties, bypass, problems),
    order: [],
    buffering: lowerNumber(properties, 'buffering', problems, lowering),
    windows: lowerWindows(properties, problems),
    valueBits,
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
  if (quantity.unit === undefined && quantity.per === undefined) {
    return positiveInteger(quantity.value, 'The size', problems, lowering) ?? null;
  }
  const factor = unitFactor(quantity, 'data', 'A size', problems, lowering);
  const value = boundedNumber(quantity.value, 'The size', problems, lowering, 'above 0');
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

/** Words or bits per cycle. */
function lowerBandwidth(
  quantity: ast.Quantity,
  what: string,
  properties: Properties,
  widths: Widths,
  problems: Problems,
  lowering: Lowerings,
): number | undefined {
  rejectPerWordline(quantity, 'a bandwidth', problems);
  const without = `${widths.bits ? 'bits' : 'words'} per cycle`;
  const value = lowerQuantity(quantity, 'data', what, 'above 0', problems, lowering, without);
  if (value === undefined || quantity.unit === undefined) return value;
  const bits = countedBits(quantity, properties, widths, problems);
  return bits && value / bits;
}

/** The bits of what a memory counts: a bit, or a word. */
function countedBits(
  quantity: ast.Quantity,
  properties: Properties,
  { bits, valueBits }: Widths,
  problems: Problems,
): number | undefined {
  if (bits) return 1;
  if (valueBits === null && !properties.has('valueBits') && !properties.has('bits')) {
    const size = `${quantity.value.$cstNode?.text} ${quantity.unit}`;
    problems.add('ffarch/missing-value-bits', { size }, quantity);
  }
  return valueBits ?? undefined;
}

/** pJ per word of each operand. */
function lowerEnergy(properties: Properties, widths: Widths, problems: Problems, lowering: Lowerings) {
  const wordBits = lowerNumber(properties, 'wordBits', problems, lowering);
  const energy = lowerDirected(properties, 'energy', problems, (quantity, what, perWordline) => {
    const value = lowerQuantity(quantity, 'energy', what, 'not negative', problems, lowering);
    if (value === undefined || !perWordline) return value === undefined ? undefined : forEachRole(() => value);
    return ofWordline(value, quantity, wordBits, widths, problems);
  });
  if (energy.both && energy.read && ROLES.every((role) => energy.read![role] === 0)) {
    problems.add('ffarch/zero-energy', { level: properties.level.name, of: 'accesses' }, energy.both);
  }
  const none = forEachRole(() => 0);
  return { read: energy.read ?? none, write: energy.write ?? none };
}

/** What words take of the energy of a wordline: their share where it holds several, a multiple where they are wider. */
function ofWordline(
  energy: number,
  quantity: ast.Quantity,
  wordBits: number | null,
  { bits, valueBits }: Widths,
  problems: Problems,
): Readonly<Record<Role, number>> | undefined {
  if (wordBits === null || (bits === null && valueBits === null)) {
    problems.add('ffarch/missing-word-bits', {}, quantity, 'perWordline');
    return undefined;
  }
  if (bits === null && wordBits < valueBits!) {
    problems.add('ffarch/word-smaller-than-value', { wordBits, valueBits: valueBits! }, quantity, 'perWordline');
  }
  return forEachRole((role) => {
    const width = bits?.[role] ?? valueBits!;
    return width <= wordBits ? energy / Math.floor(wordBits / width) : energy * Math.ceil(width / wordBits);
  });
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
