import type { Lowerings } from './lowerings.js';
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
    factors: [],
    area: lowerNumber(properties, 'area', problems, lowering),
    source: sourceOf(level),
    nameSource: sourceOfProperty(level, 'name'),
    propertySources: properties.sources(),
  };
}
