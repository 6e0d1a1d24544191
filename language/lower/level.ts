import type { Compute, Fanout, Level } from '../domain/architecture.js';
import * as ast from '../generated/ast.js';
import { levelBase } from './level-base.js';
import type { Lowerings } from './lowerings.js';
import { lowerMemory } from './memory.js';
import { positiveInteger } from './number.js';
import type { Problems } from './problems.js';
import { Properties } from './properties.js';
import { lowerFlag, lowerNumber, lowerSharing, rejectUnbounded } from './property-value.js';
import { lowerQuantity, rejectPerWordline } from './quantity.js';

/** A level with stand-ins for what is missing or wrong. */
export function lowerLevel(node: ast.Level, problems: Problems, lowering: Lowerings): Level {
  switch (node.$type) {
    case ast.Memory.$type:
      return lowerMemory(node, problems, lowering);
    case ast.Fanout.$type:
      return lowerFanout(node, problems, lowering);
    case ast.Compute.$type:
      return lowerCompute(node, problems, lowering);
  }
}

function lowerFanout(node: ast.Fanout, problems: Problems, lowering: Lowerings): Fanout {
  const properties = new Properties(node, problems);
  if (!node.mesh) {
    problems.add('ffarch/mesh-missing', { level: node.name }, node, 'name');
  }
  return {
    type: 'fanout',
    ...levelBase(properties, problems, lowering),
    ...lowerMesh(node, problems, lowering),
    multicast: lowerSharing(properties, 'multicast', problems),
    reduction: lowerSharing(properties, 'reduction', problems),
    peToPe: lowerFlag(properties, 'peToPe', problems),
    powerGating: lowerFlag(properties, 'powerGating', problems),
  };
}

function lowerCompute(node: ast.Compute, problems: Problems, lowering: Lowerings): Compute {
  const properties = new Properties(node, problems);
  return {
    type: 'compute',
    ...levelBase(properties, problems, lowering),
    ...lowerMesh(node, problems, lowering),
    energy: lowerComputeEnergy(properties, problems, lowering),
    cycles: lowerNumber(properties, 'cycles', problems, lowering),
    leakage: lowerNumber(properties, 'leakage', problems, lowering),
  };
}

/** The instances of a spatial level, and the dimensions that may be unrolled over them. Without a number there is one. */
function lowerMesh(node: ast.Fanout | ast.Compute, problems: Problems, lowering: Lowerings) {
  const mesh = node.mesh && positiveInteger(node.mesh, `The mesh of \`${node.name}\``, problems, lowering);
  const dimensions = node.dimensions.map((dimension) => dimension.ref?.name);
  if (dimensions.includes(undefined)) {
    problems.incomplete();
  }
  return { mesh: mesh ?? 1, dimensions: dimensions.filter((name) => name !== undefined) };
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
