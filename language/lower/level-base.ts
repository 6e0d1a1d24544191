import { type Derived, isDerived, lowerArea } from './derived.js';
import { levelName } from './level-name.js';
import type { Lowerings } from './lowerings.js';
import type { Problems } from './problems.js';
import type { Properties } from './properties.js';
import { lowerNumber } from './property-value.js';
import { sourceOf, sourceOfProperty } from './source.js';

/** pJ per cycle of one instance, as it is written or as it is derived. */
export function lowerLeakage(
  properties: Properties,
  problems: Problems,
  lowering: Lowerings,
  derived: Derived | null | undefined,
): number {
  const leakage = lowerNumber(properties, 'leakage', problems, lowering);
  return isDerived(properties, 'leakage', derived) ? (derived?.leakage ?? 0) : leakage;
}

/** What all kinds of level have; the area may be derived. */
export function levelBase(properties: Properties, problems: Problems, lowering: Lowerings, derived?: Derived | null) {
  const { level } = properties;
  if (properties.has('technology') && !properties.has('component')) {
    const technology = level.properties.find(({ keyword }) => keyword === 'technology')!;
    problems.add('ffarch/technology-unused', { level: levelName(level) }, technology);
  }
  return {
    name: levelName(level),
    factors: [],
    area: lowerArea(properties, problems, lowering, derived),
    source: sourceOf(level),
    nameSource: sourceOfProperty(level, 'name'),
    propertySources: properties.sources(),
  };
}
