import type * as ast from '../generated/ast.js';
import type { LevelKind } from './levels.js';
import { type Property, propertyOf } from './properties.js';

/** The kind of a level in the syntax tree. */
export function levelKindOf({ $type }: ast.Level): LevelKind {
  return $type.toLowerCase() as LevelKind;
}

/** What a property in the syntax tree means; undefined for one that its level does not have. */
export function rowOf({ $container, keyword }: ast.Property): Property | undefined {
  return propertyOf(levelKindOf($container), keyword);
}
