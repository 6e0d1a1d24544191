import { forEachRole, ROLES } from '../domain/coupling.js';
import * as ast from '../generated/ast.js';
import { lowerBits, type Widths } from './bits.js';
import type { Lowerings } from './lowerings.js';
import { memoryShape } from './memory-shape.js';
import { lowerOperands } from './operands.js';
import { Problems } from './problems.js';
import { Properties } from './properties.js';
import { lowerNumber } from './property-value.js';

/** Its own bits, or those of the nearest memory that keeps an operand and says how wide it is there, the outer ones first. */
export function linkWidths(node: ast.Link, properties: Properties, problems: Problems, lowering: Lowerings): Widths {
  const valueBits = lowerNumber(properties, 'valueBits', problems, lowering);
  const bits = lowerBits(properties, problems, lowering);
  if (bits || valueBits !== null) return { bits, valueBits };
  const { levels } = node.$container;
  const at = node.$containerIndex ?? 0;
  const memories = [...levels.slice(0, at).reverse(), ...levels.slice(at + 1)].filter(ast.isMemory).map((memory) => {
    const unsaid = new Problems();
    const its = new Properties(memory, unsaid);
    const bypass = lowerOperands(its.operands('bypass'), unsaid);
    return { ...memoryShape(its, unsaid, lowering).widths, bypass };
  });
  const around = forEachRole((role) => {
    const memory = memories.find((one) => (one.bits ?? one.valueBits) !== null && !one.bypass.includes(role));
    return memory && { width: memory.bits?.[role] ?? memory.valueBits ?? 1, each: memory.bits !== null };
  });
  const known = ROLES.flatMap((role) => around[role] ?? []);
  const widest = Math.max(...known.map(({ width }) => width));
  if (known.length === 0) return { bits: null, valueBits: null };
  if (known.every(({ width, each }) => !each && width === widest)) return { bits: null, valueBits: widest };
  // An operand that no memory gives the bits of is judged as the widest of the others.
  return { bits: forEachRole((role) => around[role]?.width ?? widest), valueBits: null };
}
