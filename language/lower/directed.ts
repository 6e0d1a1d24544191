import type * as ast from '../generated/ast.js';
import { isNeeded, isUnbounded } from '../schema/index.js';
import type { Problems } from './problems.js';
import type { Properties } from './properties.js';
import { rejectUnbounded } from './property-value.js';

/** A property of reads and writes. */
export interface Directed<T> {
  readonly read: T | undefined;
  readonly write: T | undefined;
  /** Whether each direction has a quantity of its own, half of one, or all of one that both share. */
  readonly kind: 'split' | 'halves' | 'shared';
  /** The quantity that is given for both, if there is one. */
  readonly both?: ast.Quantity;
}

/** A property with one quantity for both directions or one for each. `per wordline` at its end goes for all of it. */
export function lowerDirected<T>(
  properties: Properties,
  keyword: ast.DirectedProperty['keyword'],
  problems: Problems,
  lower: (quantity: ast.Quantity, what: string, perWordline: boolean) => T | undefined,
): Directed<T> {
  if (!properties.has(keyword) && isNeeded(properties.row(keyword))) {
    properties.missing(keyword);
  }
  const property = properties.directed(keyword);
  if (!property || property.unbounded) {
    if (!isUnbounded(properties.row(keyword))) rejectUnbounded(property, problems);
    return { read: undefined, write: undefined, kind: 'split' };
  }
  if (property.quantity) {
    const both = lower(property.quantity, `The ${keyword}`, property.quantity.perWordline);
    return { read: both, write: both, kind: property.shared ? 'shared' : 'halves', both: property.quantity };
  }
  const all = property.parts.at(-1)?.quantity?.perWordline ?? false;
  const of = (direction: ast.DirectedPart['direction']) => {
    const parts = property.parts.filter((part) => part.direction === direction);
    if (parts.length !== 1) {
      problems.add('ffarch/one-direction', { keyword, direction, times: parts.length }, parts[1] ?? property);
      return undefined;
    }
    const { quantity } = parts[0]!;
    if (!quantity) {
      problems.add('ffarch/value-missing', { what: `\`${direction}\``, example: `${direction} 4` }, parts[0]!);
      return undefined;
    }
    return lower(quantity, `The ${keyword} of a ${direction}`, quantity.perWordline || all);
  };
  return { read: of('read'), write: of('write'), kind: 'split' };
}
