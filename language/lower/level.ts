import type { Compute, Fanout, Level, LevelNames } from '../domain/architecture.js';
import * as ast from '../generated/ast.js';
import { derive, isDerived } from './derived.js';
import { estimateCompute } from './estimate.js';
import { levelBase, lowerLeakage } from './level-base.js';
import { lowerLink } from './link.js';
import type { Lowerings } from './lowerings.js';
import { lowerMemory } from './memory.js';
import { lowerNames } from './names.js';
import { positiveInteger } from './number.js';
import type { Problems } from './problems.js';
import { Properties } from './properties.js';
import { lowerFlag, lowerNumber, rejectUnbounded } from './property-value.js';
import { lowerQuantity, rejectPerWordline } from './quantity.js';
import { lowerMulticast, lowerReduction } from './sharing.js';
import { lowerUse } from './use.js';

/** A level with stand-ins for what is missing or wrong. Of dimensions it says nothing by itself, only by its names. */
export function lowerLevel(
  node: ast.Level,
  problems: Problems,
  lowering: Lowerings,
): { readonly level: Level; readonly names: LevelNames } {
  const properties = new Properties(node, problems);
  const level = lowerKind(node, properties, problems, lowering);
  return { level, names: lowerNames(properties, problems, lowering) };
}

function lowerKind(node: ast.Level, properties: Properties, problems: Problems, lowering: Lowerings): Level {
  switch (node.$type) {
    case ast.Memory.$type:
      return lowerMemory(node, properties, problems, lowering);
    case ast.Fanout.$type:
      return lowerFanout(node, properties, problems, lowering);
    case ast.Link.$type:
      return lowerLink(node, properties, problems, lowering);
    case ast.Compute.$type:
      return lowerCompute(node, properties, problems, lowering);
  }
}

function lowerFanout(node: ast.Fanout, properties: Properties, problems: Problems, lowering: Lowerings): Fanout {
  if (!node.mesh) {
    problems.add('ffarch/mesh-missing', { level: node.name }, node, 'name');
  }
  const mesh = lowerMesh(node, problems, lowering);
  return {
    type: 'fanout',
    ...levelBase(properties, problems, lowering),
    mesh,
    dimensions: [],
    multicast: lowerMulticast(properties, problems),
    reduction: lowerReduction(properties, problems),
    peToPe: lowerFlag(properties, 'peToPe', problems),
    powerGating: lowerFlag(properties, 'powerGating', problems),
    leastUsed: lowerUse(properties, mesh, problems, lowering),
  };
}

function lowerCompute(node: ast.Compute, properties: Properties, problems: Problems, lowering: Lowerings): Compute {
  const derived = derive(properties, problems, lowering, () => estimateCompute(properties, problems, lowering));
  return {
    type: 'compute',
    ...levelBase(properties, problems, lowering, derived),
    mesh: lowerMesh(node, problems, lowering),
    dimensions: [],
    energy: isDerived(properties, 'energy', derived)
      ? (derived?.read.out ?? 0)
      : lowerComputeEnergy(properties, problems, lowering),
    cycles: lowerNumber(properties, 'cycles', problems, lowering),
    leakage: lowerLeakage(properties, problems, lowering, derived),
  };
}

/** The instances of a spatial level. Without a number there is one. */
function lowerMesh(node: ast.Fanout | ast.Compute, problems: Problems, lowering: Lowerings): number {
  const mesh = node.mesh && positiveInteger(node.mesh, `The mesh of \`${node.name}\``, problems, lowering);
  return mesh ?? 1;
}

function lowerComputeEnergy(properties: Properties, problems: Problems, lowering: Lowerings): number {
  if (!properties.has('energy')) {
    properties.missing('energy');
  }
  const property = properties.directed('energy');
  if (property?.unbounded) {
    rejectUnbounded(property, problems);
  } else if (property && !property.quantity) {
    problems.add('ffarch/one-energy', {}, property);
  }
  if (!property?.quantity) {
    return 0;
  }
  rejectPerWordline(property.quantity, 'the energy of a MAC', problems);
  const energy = lowerQuantity(property.quantity, 'energy', 'The energy', 'not negative', problems, lowering);
  if (energy === 0) {
    problems.add('ffarch/zero-energy', { level: properties.level.name, of: 'MACs' }, property.quantity);
  }
  return energy ?? 0;
}
