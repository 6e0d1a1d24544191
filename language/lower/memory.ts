import type * as ast from '../generated/ast.js';
import type { Memory } from '../lowered/architecture.js';
import type { Role } from '../lowered/coupling.js';
import { levelBase, lowerFlag, lowerLeakage } from './level.js';
import type { Lowering } from './lowering.js';
import { positiveInteger, positiveNumber, show } from './number.js';
import type { Problems } from './problems.js';
import { Properties } from './properties.js';
import { BYTE_UNITS, ENERGY_UNITS, lowerQuantity, rejectPerWordline, unitFactor } from './quantity.js';

/** A memory in words, whatever the units: sizes from bytes, energies from wordlines. */
export function lowerMemory(node: ast.Memory, problems: Problems, lowering: Lowering): Memory {
  const properties = new Properties(node, problems);
  const valueBits = lowerCount(properties, 'valueBits', problems, lowering);
  const wordBits = lowerCount(properties, 'wordBits', problems, lowering);
  const energy = lowerDirected(properties, 'energy', '64 pJ', problems, (quantity, what, perWordline) => {
    const value = lowerQuantity(quantity, ENERGY_UNITS, what, 'zero', problems, lowering);
    const values = perWordline ? valuesPerWord(quantity, wordBits, valueBits, problems) : 1;
    return value === undefined || values === undefined ? undefined : value / values;
  });
  const bandwidth = lowerDirected(properties, 'bandwidth', '8', problems, (quantity, what) => {
    rejectPerWordline(quantity, 'a bandwidth', problems);
    return lowerQuantity(quantity, {}, what, 'no zero', problems, lowering, 'words per cycle');
  });
  // One number for both directions is split between them (model.md section 4).
  const share = bandwidth.split ? 1 : 2;
  return {
    type: 'memory',
    ...levelBase(properties, problems, lowering),
    size: lowerSize(properties, valueBits, problems, lowering),
    readEnergy: energy.read ?? 0,
    writeEnergy: energy.write ?? 0,
    readBandwidth: (bandwidth.read ?? Infinity) / share,
    writeBandwidth: (bandwidth.write ?? Infinity) / share,
    leakage: lowerLeakage(properties, problems, lowering),
    bypass: lowerBypass(properties.bypass(), problems),
    order: lowerOrder(properties.order(), problems),
    buffering: lowerCount(properties, 'buffering', problems, lowering) ?? 1,
    multipleReuses: lowerFlag(properties, 'multipleReuses', true, problems),
    valueBits: valueBits ?? null,
  };
}

/** Words. Bytes become words by `valueBits`, rounded down to whole ones. */
function lowerSize(
  properties: Properties,
  valueBits: number | undefined,
  problems: Problems,
  lowering: Lowering,
): number | null {
  if (!properties.has('size')) {
    properties.missing('size', '16Ki');
  }
  const quantity = properties.quantity('size')?.quantity;
  if (!quantity) {
    return null;
  }
  rejectPerWordline(quantity, 'a size', problems);
  if (quantity.unit === undefined) {
    return positiveInteger(quantity.value, 'The size', problems, lowering) ?? null;
  }
  const factor = unitFactor(quantity, BYTE_UNITS, 'A size', problems);
  const value = positiveNumber(quantity.value, 'The size', problems, lowering, 'no zero');
  if (factor === undefined || value === undefined) {
    return null;
  }
  if (valueBits === undefined) {
    if (!properties.has('valueBits')) {
      problems.error(
        'ffarch/missing-value-bits',
        `How many words ${show(value)} ${quantity.unit} are depends on the bits of a word. Add \`valueBits: 16\`, or give words.`,
        quantity,
      );
    }
    return null;
  }
  const words = Math.floor((value * factor * 8) / valueBits);
  if (words < 1 || !Number.isSafeInteger(words)) {
    const bytes = show(Math.ceil(valueBits / 8));
    const bound =
      words < 1
        ? `less than one word of ${show(valueBits)} bits. Raise it to ${bytes} B or more`
        : `more words of ${show(valueBits)} bits than can be counted exactly. Lower it, or write \`unbounded\``;
    problems.error(
      words < 1 ? 'ffarch/not-positive' : 'ffarch/number-too-large',
      `The size, ${show(value)} ${quantity.unit}, holds ${bound}.`,
      quantity,
    );
    return null;
  }
  return words;
}

function valuesPerWord(
  quantity: ast.Quantity,
  wordBits: number | undefined,
  valueBits: number | undefined,
  problems: Problems,
): number | undefined {
  if (wordBits === undefined || valueBits === undefined) {
    problems.error(
      'ffarch/missing-word-bits',
      'An energy per wordline is shared by the values in it. Add `wordBits: 64` and `valueBits: 16`.',
      quantity,
      'perWordline',
    );
    return undefined;
  }
  if (wordBits < valueBits) {
    problems.error(
      'ffarch/word-smaller-than-value',
      `A wordline of ${show(wordBits)} bits holds no value of ${show(valueBits)} bits. Raise \`wordBits\` or lower \`valueBits\`.`,
      quantity,
      'perWordline',
    );
    return undefined;
  }
  return Math.floor(wordBits / valueBits);
}

interface Directed {
  readonly read: number | undefined;
  readonly write: number | undefined;
  /** Whether each direction has a quantity of its own. */
  readonly split: boolean;
}

/** A property with one quantity for both directions or one for each. `per wordline` at its end goes for all of it. */
function lowerDirected(
  properties: Properties,
  keyword: ast.DirectedProperty['keyword'],
  example: string,
  problems: Problems,
  lower: (quantity: ast.Quantity, what: string, perWordline: boolean) => number | undefined,
): Directed {
  if (!properties.has(keyword)) {
    properties.missing(keyword, example);
  }
  const property = properties.directed(keyword);
  if (!property) {
    return { read: undefined, write: undefined, split: true };
  }
  if (property.quantity) {
    const both = lower(property.quantity, `The ${keyword}`, property.quantity.perWordline);
    if (both === 0) {
      problems.warning(
        'ffarch/zero-energy',
        `Accesses to \`${properties.level.name}\` cost nothing, so that mappings that use it differently cost the same. Give them an energy above 0.`,
        property.quantity,
      );
    }
    return { read: both, write: both, split: false };
  }
  const all = property.parts.at(-1)?.quantity?.perWordline ?? false;
  const of = (direction: ast.DirectedPart['direction']) => {
    const parts = property.parts.filter((part) => part.direction === direction);
    if (parts.length !== 1) {
      const fact = parts.length === 0 ? 'lacks' : 'repeats';
      problems.error(
        'ffarch/one-direction',
        `\`${keyword}\` ${fact} \`${direction}\`. Give each of read and write once: \`${keyword}: read …, write …\`.`,
        parts[1] ?? property,
      );
      return undefined;
    }
    const { quantity } = parts[0];
    if (!quantity) {
      problems.error('ffarch/value-missing', `\`${direction}\` has no value. Write a number behind it.`, parts[0]);
      return undefined;
    }
    return lower(quantity, `The ${keyword} of a ${direction}`, quantity.perWordline || all);
  };
  return { read: of('read'), write: of('write'), split: true };
}

function lowerCount(
  properties: Properties,
  keyword: 'valueBits' | 'wordBits' | 'buffering',
  problems: Problems,
  lowering: Lowering,
): number | undefined {
  const property = properties.quantity(keyword);
  const quantity = property?.quantity;
  if (!quantity) {
    if (property?.unbounded) {
      problems.error(
        'ffarch/unbounded',
        `Only a size can be unbounded, not \`${keyword}\`. Give it a number.`,
        property,
        'unbounded',
      );
    }
    return undefined;
  }
  unitFactor(quantity, {}, `\`${keyword}\``, problems);
  rejectPerWordline(quantity, `\`${keyword}\``, problems);
  return positiveInteger(quantity.value, `\`${keyword}\``, problems, lowering);
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
