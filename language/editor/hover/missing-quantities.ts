import type { Level } from '../../domain/index.js';
import * as ast from '../../generated/ast.js';
import { evaluate } from '../../lower/expression.js';
import type { Lowering } from '../../lower/index.js';
import { Problems } from '../../lower/problems.js';
import { isZero } from '../../lower/rational.js';

/** What a level is to say of itself. */
export type Quantity = 'size' | 'energy' | 'bandwidth' | 'mesh';

/** What is to be said of a level, of each kind. */
const NEEDED: Readonly<Record<Level['type'], readonly Quantity[]>> = {
  memory: ['size', 'bandwidth', 'energy'],
  fanout: ['mesh'],
  link: ['energy'],
  compute: ['energy'],
};

/** What a level does not say of itself, or not yet in a way that has a value: the model takes it for nothing, or for no bound. */
export function notGiven(node: ast.Level, level: Level, lowering: Lowering): Quantity[] {
  return NEEDED[level.type].filter((quantity) => !isGiven(quantity, node, level, lowering));
}

function isGiven(quantity: Quantity, node: ast.Level, level: Level, lowering: Lowering): boolean {
  const property = node.properties.find(({ keyword }) => keyword === quantity);
  switch (quantity) {
    case 'size':
      return (
        level.type === 'memory' && (level.size !== null || (ast.isQuantityProperty(property) && property.unbounded))
      );
    case 'bandwidth':
      return (
        level.type === 'memory' &&
        (Number.isFinite(level.readBandwidth + level.writeBandwidth) ||
          (ast.isDirectedProperty(property) && property.unbounded))
      );
    case 'mesh':
      return ast.isFanout(node) && evaluate(node.mesh, new Problems(), lowering) !== undefined;
    case 'energy': {
      const energies =
        level.type === 'memory' || level.type === 'link'
          ? [level.readEnergy, level.writeEnergy].flatMap(Object.values<number>)
          : [];
      if (level.type === 'compute') energies.push(level.energy);
      const written = ast.isDirectedProperty(property)
        ? [property.quantity, ...property.parts.map((part) => part?.quantity)].filter((one) => one !== undefined)
        : [];
      const values = written.map(({ value }) => evaluate(value, new Problems(), lowering));
      const free = values.length > 0 && values.every((value) => value && isZero(value));
      return free || energies.some((energy) => energy > 0);
    }
  }
}
