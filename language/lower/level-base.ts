import type { FactorConstraint } from '../domain/architecture.js';
import type * as ast from '../generated/ast.js';
import type { Lowerings } from './lowerings.js';
import { positiveInteger } from './number.js';
import type { Problems } from './problems.js';
import type { Properties } from './properties.js';
import { lowerNumber } from './property-value.js';
import { sourceOf, sourceOfProperty } from './source.js';

/** What a level is called, in text: one that is being typed may not have a name yet. */
export function levelName({ name }: { readonly name?: string }): string {
  return name ?? '…';
}

/** What all kinds of level have. */
export function levelBase(properties: Properties, problems: Problems, lowering: Lowerings) {
  const { level } = properties;
  return {
    name: levelName(level),
    factors: properties
      .factors()
      .map((constraint) => lowerFactor(constraint, problems, lowering))
      .filter((constraint) => constraint !== undefined),
    area: lowerNumber(properties, 'area', problems, lowering),
    source: sourceOf(level),
    nameSource: sourceOfProperty(level, 'name'),
    propertySources: properties.sources(),
  };
}

function lowerFactor(
  node: ast.FactorConstraint,
  problems: Problems,
  lowering: Lowerings,
): FactorConstraint | undefined {
  const dimension = node.dimension?.ref?.name;
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
  if (dimension === undefined) {
    problems.incomplete();
  }
  if (dimension === undefined || value === undefined) {
    return undefined;
  }
  return { dimension, operator: node.operator, value, source: sourceOf(node) };
}
