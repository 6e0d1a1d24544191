import type { Link } from '../domain/architecture.js';
import { forEachRole, ROLES } from '../domain/coupling.js';
import * as ast from '../generated/ast.js';
import { lowerBits, type Widths } from './bits.js';
import { lowerDirected } from './directed.js';
import { levelBase } from './level-base.js';
import type { Lowerings } from './lowerings.js';
import { lowerBandwidth, lowerMemory } from './memory.js';
import { lowerOperands } from './operands.js';
import { Problems } from './problems.js';
import { Properties } from './properties.js';
import { lowerNumber } from './property-value.js';
import { rejectPerWordline } from './quantity.js';
import { lowerWordEnergy } from './row-energy.js';

/** A link in words, or in bits where the operands' bits differ; energies are per word, whatever the units. */
export function lowerLink(node: ast.Link, properties: Properties, problems: Problems, lowering: Lowerings): Link {
  const bypass = lowerOperands(properties.operands('bypass'), problems);
  const widths = lowerWidths(node, properties, problems, lowering);
  const energy = lowerDirected(properties, 'energy', problems, (quantity, what) => {
    rejectPerWordline(quantity, 'the energy of a link', problems);
    return lowerWordEnergy(quantity, what, properties, widths, problems, lowering);
  });
  const bandwidth = lowerDirected(properties, 'bandwidth', problems, (quantity, what) =>
    lowerBandwidth(quantity, what, properties, widths, problems, lowering),
  );
  // One number for both directions is split between them, as in a memory.
  const share = bandwidth.kind === 'halves' ? 2 : 1;
  return {
    type: 'link',
    ...levelBase(properties, problems, lowering),
    bits: widths.bits,
    readEnergy: energy.read ?? forEachRole(() => 0),
    writeEnergy: energy.write ?? forEachRole(() => 0),
    readBandwidth: (bandwidth.read ?? Infinity) / share,
    writeBandwidth: (bandwidth.write ?? Infinity) / share,
    sharedBandwidth: bandwidth.kind === 'shared',
    leakage: lowerNumber(properties, 'leakage', problems, lowering),
    bypass,
  };
}

/** Its own bits, or those of the nearest memory that keeps an operand and says how wide it is there, the outer ones first. */
function lowerWidths(node: ast.Link, properties: Properties, problems: Problems, lowering: Lowerings): Widths {
  const valueBits = lowerNumber(properties, 'valueBits', problems, lowering);
  const bits = lowerBits(properties, problems, lowering);
  if (bits || valueBits !== null) return { bits, valueBits };
  const { levels } = node.$container;
  const at = node.$containerIndex ?? 0;
  const memories = [...levels.slice(0, at).reverse(), ...levels.slice(at + 1)].filter(ast.isMemory).map((memory) => {
    const unsaid = new Problems();
    return lowerMemory(memory, new Properties(memory, unsaid), unsaid, lowering);
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
