import type { Memory } from '../domain/architecture.js';
import { forEachRole, type Role } from '../domain/coupling.js';
import { exact } from '../figures.js';
import type * as ast from '../generated/ast.js';
import { isUnbounded } from '../schema/index.js';
import { levelBase } from './level-base.js';
import type { Lowerings } from './lowerings.js';
import { boundedNumber, positiveInteger } from './number.js';
import type { Problems } from './problems.js';
import { Properties } from './properties.js';
import { lowerFlag, lowerNumber, rejectUnbounded } from './property-value.js';
import { lowerQuantity, rejectPerWordline, unitFactor } from './quantity.js';

/** A memory in words, whatever the units: sizes from bytes, energies from wordlines. */
export function lowerMemory(node: ast.Memory, problems: Problems, lowering: Lowerings): Memory {
  const properties = new Properties(node, problems);
  const valueBits = lowerNumber(properties, 'valueBits', problems, lowering);
  const wordBits = lowerNumber(properties, 'wordBits', problems, lowering);
  const energy = lowerDirected(properties, 'energy', problems, (quantity, what, perWordline) => {
    const value = lowerQuantity(quantity, 'energy', what, 'not negative', problems, lowering);
    const values = perWordline ? valuesPerWord(quantity, wordBits, valueBits, problems) : 1;
    return value === undefined || values === undefined ? undefined : value / values;
  });
  const bandwidth = lowerDirected(properties, 'bandwidth', problems, (quantity, what) => {
    rejectPerWordline(quantity, 'a bandwidth', problems);
    return lowerQuantity(quantity, undefined, what, 'above 0', problems, lowering, 'words per cycle');
  });
  // One number for both directions is split between them (model.md section 5).
  const share = bandwidth.kind === 'halves' ? 2 : 1;
  return {
    type: 'memory',
    ...levelBase(properties, problems, lowering),
    size: lowerSize(properties, valueBits, problems, lowering),
    bits: null,
    readEnergy: forEachRole(() => energy.read ?? 0),
    writeEnergy: forEachRole(() => energy.write ?? 0),
    readBandwidth: (bandwidth.read ?? Infinity) / share,
    writeBandwidth: (bandwidth.write ?? Infinity) / share,
    sharedBandwidth: bandwidth.kind === 'shared',
    leakage: lowerNumber(properties, 'leakage', problems, lowering),
    bypass: lowerBypass(properties.bypass(), problems),
    mayBypass: [],
    order: lowerOrder(properties.order(), problems),
    buffering: lowerNumber(properties, 'buffering', problems, lowering),
    windows: lowerFlag(properties, 'multipleReuses', problems) ? 'any' : 'strict',
    valueBits,
  };
}

/** Words. Bytes become words by `valueBits`, rounded down to whole ones. */
function lowerSize(
  properties: Properties,
  valueBits: number | null,
  problems: Problems,
  lowering: Lowerings,
): number | null {
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
  const factor = unitFactor(quantity, 'bytes', 'A size', problems, lowering);
  const value = boundedNumber(quantity.value, 'The size', problems, lowering, 'above 0');
  if (factor === undefined || value === undefined) {
    return null;
  }
  const size = `${exact(value)} ${quantity.unit}`;
  if (valueBits === null) {
    if (!properties.has('valueBits')) {
      problems.add('ffarch/missing-value-bits', { size }, quantity);
    }
    return null;
  }
  const words = Math.floor((value * factor * 8) / valueBits);
  if (words < 1 || !Number.isSafeInteger(words)) {
    problems.add(words < 1 ? 'ffarch/not-positive' : 'ffarch/number-too-large', { size, valueBits }, quantity);
    return null;
  }
  return words;
}

function valuesPerWord(
  quantity: ast.Quantity,
  wordBits: number | null,
  valueBits: number | null,
  problems: Problems,
): number | undefined {
  if (wordBits === null || valueBits === null) {
    problems.add('ffarch/missing-word-bits', {}, quantity, 'perWordline');
    return undefined;
  }
  if (wordBits < valueBits) {
    problems.add('ffarch/word-smaller-than-value', { wordBits, valueBits }, quantity, 'perWordline');
    return undefined;
  }
  return Math.floor(wordBits / valueBits);
}

interface Directed {
  readonly read: number | undefined;
  readonly write: number | undefined;
  /** Whether each direction has a quantity of its own, half of one, or all of one that both share. */
  readonly kind: 'split' | 'halves' | 'shared';
}

/** A property with one quantity for both directions or one for each. `per wordline` at its end goes for all of it. */
function lowerDirected(
  properties: Properties,
  keyword: ast.DirectedProperty['keyword'],
  problems: Problems,
  lower: (quantity: ast.Quantity, what: string, perWordline: boolean) => number | undefined,
): Directed {
  if (!properties.has(keyword)) {
    properties.missing(keyword);
  }
  const property = properties.directed(keyword);
  if (!property || property.unbounded) {
    if (!isUnbounded(properties.row(keyword))) rejectUnbounded(property, problems);
    return { read: undefined, write: undefined, kind: 'split' };
  }
  if (property.quantity) {
    const both = lower(property.quantity, `The ${keyword}`, property.quantity.perWordline);
    if (both === 0) {
      problems.add('ffarch/zero-energy', { level: properties.level.name, of: 'accesses' }, property.quantity);
    }
    return { read: both, write: both, kind: property.shared ? 'shared' : 'halves' };
  }
  const all = property.parts.at(-1)?.quantity?.perWordline ?? false;
  const of = (direction: ast.DirectedPart['direction']) => {
    const parts = property.parts.filter((part) => part.direction === direction);
    if (parts.length !== 1) {
      problems.add('ffarch/one-direction', { keyword, direction, times: parts.length }, parts[1] ?? property);
      return undefined;
    }
    const { quantity } = parts[0];
    if (!quantity) {
      problems.add('ffarch/value-missing', { what: `\`${direction}\``, example: `${direction} 4` }, parts[0]);
      return undefined;
    }
    return lower(quantity, `The ${keyword} of a ${direction}`, quantity.perWordline || all);
  };
  return { read: of('read'), write: of('write'), kind: 'split' };
}

function lowerBypass(property: ast.BypassProperty | undefined, problems: Problems): Role[] {
  const roles: Role[] = [];
  for (const { ref: operand } of property?.operands ?? []) {
    if (!operand) {
      problems.incomplete();
    } else {
      const role = operand.$containerProperty as Role;
      if (!roles.includes(role)) {
        roles.push(role);
      }
    }
  }
  return roles;
}

function lowerOrder(entries: readonly ast.OrderEntry[], problems: Problems): (string | null)[] {
  const order: (string | null)[] = [];
  for (const entry of entries) {
    const name = entry.dimension?.ref?.name;
    if (entry.placeholder) {
      order.push(null);
    } else if (name !== undefined) {
      order.push(name);
    } else {
      problems.incomplete();
    }
  }
  return order;
}
