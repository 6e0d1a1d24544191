import type { Architecture } from './architecture.js';
import type { NamedMapping } from './mapping.js';
import type { Source } from './source.js';
import type { Network } from './workload.js';

/**
 * Properties of a type, and of all that is in it, that hold sources: one, or one for each name. What a coupling is a special case
 * of is a coupling again.
 */
export type SourceProperty<T> = T extends readonly (infer E)[]
  ? SourceProperty<E>
  : T extends object
    ? string extends keyof T
      ? SourceProperty<T[keyof T]>
      : {
          [K in Exclude<keyof T, 'special'>]-?: NonNullable<T[K]> extends Source | Readonly<Record<string, Source>>
            ? K
            : SourceProperty<NonNullable<T[K]>>;
        }[Exclude<keyof T, 'special'>]
    : never;

/** All properties of declarations and their parts that hold sources: one that is missing, or is none, does not compile. */
const SOURCE_PROPERTIES: Readonly<Record<SourceProperty<Architecture | Network | NamedMapping>, true>> = {
  source: true,
  nameSource: true,
  propertySources: true,
  sizeSources: true,
};

/** Whether a property of a declaration, or of a part of one, says where it was written. Sizes of a dimension that is called `source` do not. */
export function isSource(property: string, value: unknown): boolean {
  return Object.hasOwn(SOURCE_PROPERTIES, property) && (value === undefined || typeof value === 'object');
}

/** A declaration without the places where it and its parts were written. */
export function withoutSources<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutSources) as T;
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([property, part]) => !isSource(property, part));
  return Object.fromEntries(kept.map(([property, part]) => [property, withoutSources(part)])) as T;
}
