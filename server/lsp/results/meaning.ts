import type { Architecture, Workload } from '../../../language/lowered/index.js';

const known = new WeakMap<Architecture | Workload, string>();

/**
 * What a declaration says, whatever it is called and wherever it stands: two with the same meaning have the same mappings
 * with the same cost.
 */
export function meaningOf(declared: Architecture | Workload): string {
  let meaning = known.get(declared);
  if (meaning === undefined) {
    meaning = JSON.stringify({ ...declared, name: undefined }, withoutSources);
    known.set(declared, meaning);
  }
  return meaning;
}

/** The declaration without the places where its parts were written. */
export function withoutPlaces<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutPlaces) as T;
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([property, part]) => !isPlace(property, part));
  return Object.fromEntries(kept.map(([property, part]) => [property, withoutPlaces(part)])) as T;
}

function withoutSources(property: string, value: unknown): unknown {
  return isPlace(property, value) ? undefined : value;
}

/** A dimension may be called `source`, too; its size is a number. */
function isPlace(property: string, value: unknown): boolean {
  return /ources?$/.test(property) && typeof value === 'object';
}
