import type { DimensionName, LevelNames } from '../domain/architecture.js';
import * as ast from '../generated/ast.js';
import type { NamingDimension } from '../references/dimensions.js';
import type { Lowerings } from './lowerings.js';
import { positiveInteger } from './number.js';
import type { Problems } from './problems.js';
import type { Properties } from './properties.js';
import { sourceOf } from './source.js';

/** What a level says of dimensions; which they are depends on the coupling that reads it. */
export function lowerNames(properties: Properties, problems: Problems, lowering: Lowerings): LevelNames {
  const { level } = properties;
  return {
    factors: properties
      .factors()
      .map((constraint) => lowerFactor(constraint, problems, lowering))
      .filter((constraint) => constraint !== undefined),
    over:
      ast.isFanout(level) || ast.isCompute(level)
        ? level.dimensions.flatMap((name) => (name && lowerName(name, problems)) ?? [])
        : [],
    orders: properties.orders().flatMap((order) => lowerOrder(order, problems) ?? []),
  };
}

/** Whether a level speaks of one coupling alone. */
export function hasCoupling({ factors, over, orders }: LevelNames): boolean {
  const named = [...factors, ...over, ...orders, ...orders.flatMap(({ entries }) => entries)];
  return named.some((one) => one !== null && one.coupling !== null);
}

function lowerName(node: NamingDimension, problems: Problems): DimensionName | undefined {
  const dimension = node.dimension?.ref?.name;
  if (dimension === undefined || (node.coupling && !node.coupling.ref)) {
    problems.incomplete();
    return undefined;
  }
  return { dimension, coupling: node.coupling?.ref?.name ?? null };
}

function lowerOrder(node: ast.OrderProperty, problems: Problems): LevelNames['orders'][number] | undefined {
  if (node.coupling && !node.coupling.ref) {
    problems.incomplete();
    return undefined;
  }
  const entries = node.entries.flatMap((entry) => {
    if (!entry) return [];
    return entry.placeholder ? [null] : (lowerName(entry, problems) ?? []);
  });
  return { coupling: node.coupling?.ref?.name ?? null, entries };
}

function lowerFactor(
  node: ast.FactorConstraint,
  problems: Problems,
  lowering: Lowerings,
): LevelNames['factors'][number] | undefined {
  if (!node.operator || !(node.value || node.all)) {
    const name = node.dimension?.$refText;
    const params = { what: `The constraint on \`${name}\``, example: `${name} ${node.operator ?? '<='} 8` };
    problems.add('ffarch/value-missing', params, node);
    return undefined;
  }
  if (node.all && node.operator !== '=') {
    const params = { dimension: node.dimension?.$refText ?? '', operator: node.operator };
    problems.add('ffarch/all-not-equal', params, node, 'operator');
    return undefined;
  }
  const value = node.all ? Infinity : positiveInteger(node.value, 'A factor', problems, lowering);
  const name = lowerName(node, problems);
  return name && value !== undefined ? { ...name, operator: node.operator, value, source: sourceOf(node) } : undefined;
}
