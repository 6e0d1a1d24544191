import type { Lowerings } from './lowerings.js';
import type { Problems } from './problems.js';
import type { Properties } from './properties.js';
import { lowerNumber } from './property-value.js';
import { sourceOf, sourceOfProperty } from './source.js';

/** What a level is called, in text: one that is being typed may not have a name yet. */
export function levelName({ name }: { readonly name?: string }): string {
  return name ?? '…';
}

/** Whether a property follows from what a level is made of. What is written wins. */
export const isEstimated = (properties: Properties, keyword: 'energy' | 'leakage' | 'area'): boolean =>
  properties.has('component') && !properties.has(keyword);

/** pJ per cycle of one instance, as it is written or as it follows from what the level is made of. */
export function lowerLeakage(
  properties: Properties,
  problems: Problems,
  lowering: Lowerings,
  estimated: { readonly leakage: number | null } | undefined,
): number {
  const leakage = lowerNumber(properties, 'leakage', problems, lowering);
  return isEstimated(properties, 'leakage') ? (estimated?.leakage ?? 0) : leakage;
}

/** What all kinds of level have; the area follows from what a level is made of where it is left out. */
export function levelBase(
  properties: Properties,
  problems: Problems,
  lowering: Lowerings,
  estimated?: { readonly area: number | null },
) {
  const { level } = properties;
  if (properties.has('technology') && !properties.has('component')) {
    const technology = level.properties.find(({ keyword }) => keyword === 'technology')!;
    problems.add('ffarch/technology-unused', { level: levelName(level) }, technology);
  }
  const area = lowerNumber(properties, 'area', problems, lowering);
  return {
    name: levelName(level),
    factors: [],
    area: isEstimated(properties, 'area') ? (estimated?.area ?? null) : area,
    source: sourceOf(level),
    nameSource: sourceOfProperty(level, 'name'),
    propertySources: properties.sources(),
  };
}
