import type * as ast from '../generated/ast.js';
import type { LevelKind } from './levels.js';
import { type Property, type PropertyOwner, propertyOf } from './properties.js';

/** The kind of a level in the syntax tree. */
export function levelKindOf({ $type }: ast.Level): LevelKind {
  return $type.toLowerCase() as LevelKind;
}

/** What has the properties of a level or an architecture in the syntax tree. */
export function ownerOf({ $type }: ast.Property['$container']): PropertyOwner {
  return $type.toLowerCase() as PropertyOwner;
}

/** What a property in the syntax tree means; undefined for one that its level or architecture does not have. */
export function rowOf({ $container, keyword }: ast.Property): Property | undefined {
  return propertyOf(ownerOf($container), keyword);
}
