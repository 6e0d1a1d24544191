import {
  type Architecture,
  type Coupling,
  isSource,
  type Level,
  type Memory,
  ROLES,
  type Role,
  type SourceProperty,
  type Workload,
} from '../../../language/domain/index.js';
import { constraintText, number, ofOperands } from '../../../language/figures.js';
import { isProperty, isUnbounded, propertyOf } from '../../../language/schema/index.js';

/** What a declaration says, for people: `131,072 words` by `GlobalBuffer: size`. */
export type Facts = Readonly<Record<string, string>>;

export function architectureFacts({ levels, couplings }: Architecture): Facts {
  const { operands } = couplings[0]!;
  return Object.fromEntries(
    levels.flatMap((level) =>
      Object.entries(levelFacts(level, operands)).map(([property, value]) => [`${level.name}: ${property}`, value]),
    ),
  );
}

export function workloadFacts({ sizes, strides }: Workload): Facts {
  return Object.fromEntries(Object.entries({ ...sizes, ...strides }).map(([name, value]) => [name, number(value)]));
}

/** What changed, in the order in which it is said now: `GlobalBuffer: size 131,072 → 65,536`. */
export function changedFacts(then: Facts, now: Facts): string[] {
  const names = new Set([...Object.keys(now), ...Object.keys(then)]);
  return [...names].flatMap((name) =>
    now[name] === then[name] ? [] : [`${name} ${then[name] ?? NONE} → ${now[name] ?? NONE}`],
  );
}

const NONE = 'none';

/** All that a level has but its name and its type, as it is after lowering. */
type PropertyValue = {
  [L in Level as L['type']]: Exclude<L[Exclude<keyof L, 'name' | 'type' | SourceProperty<L>>], undefined>;
}[Level['type']];

function levelFacts({ name: _, type, ...properties }: Level, operands: Coupling['operands']): Facts {
  const facts = Object.entries(properties).filter(([property, value]) => !isSource(property, value));
  return Object.fromEntries(
    (facts as [string, PropertyValue][]).map(([property, value]) => [
      labelOf(property),
      valueText(type, property, value, operands),
    ]),
  );
}

/** What is written in other words than its property. */
const LABELS: Readonly<Record<string, string>> = { mesh: 'instances', dimensions: 'over' };

/** `size`, `peToPe`; `read energy` for what is a part of a property. */
function labelOf(property: string): string {
  if (isProperty(property)) return property;
  return LABELS[property] ?? property.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function valueText(
  kind: Level['type'],
  property: string,
  value: PropertyValue,
  operands: Coupling['operands'],
): string {
  if (value === null) return isUnbounded(propertyOf(kind, property)) ? UNBOUNDED : NONE;
  if (typeof value === 'number') return Number.isFinite(value) ? number(value) : UNBOUNDED;
  if (typeof value !== 'object') return String(value);
  if ('in' in value) return ofOperands(ROLES.map((role) => [operands[role].name, value[role]]));
  const isRole = Object.hasOwn(ROLE_LISTS, property);
  const texts = value.map((part) => {
    if (part === null) return '_';
    if (typeof part === 'object') return constraintText(part);
    return isRole ? operands[part as Role].name : part;
  });
  return texts.join(', ') || NONE;
}

/** The properties of memories that list operands by their roles. */
const ROLE_LISTS: Readonly<Record<RoleList, true>> = { bypass: true, mayBypass: true };

type RoleList = { [K in keyof Memory]-?: Memory[K] extends readonly Role[] ? K : never }[keyof Memory];

const UNBOUNDED = 'unbounded';
