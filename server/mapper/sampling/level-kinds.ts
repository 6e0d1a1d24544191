import type { Extents } from './extents.js';
import type { LoopOrders } from './loop-orders.js';

/**
 * All that matters of the factors of one level, besides the tile that they make: a small integer, the *kind*. Kind 0 is a
 * level without iterations.
 */
export interface LevelKinds {
  /** Kinds are below this. */
  readonly count: number;
  /** The kind without the iterations of dimension `d`; -1 if a level of this kind cannot have so many. */
  without(kind: number, d: number, iterations: number): number;
  /** How many mappings of the level a kind stands for. */
  mappings(kind: number): number;
}

/** A memory's factors decide which loops it has, and thereby in how many orders they can run. */
export const loopKinds = (orders: LoopOrders): LevelKinds => ({
  count: orders.kinds,
  without: (kind, d, iterations) => (iterations === 1 ? kind : orders.without(kind, d)),
  mappings: (kind) => orders.count(kind),
});

/**
 * The factors of a spatial level use some of its instances.
 *
 * @param leastUsed of them that it must use.
 * @param dimensions those that the level can unroll.
 * @param most kinds; null is returned if there are more.
 */
export function instanceKinds(
  mesh: number,
  leastUsed: number,
  dimensions: readonly number[],
  { along }: Extents,
  most: number,
): LevelKinds | null {
  let products = new Set([1]);
  for (const d of dimensions) {
    const longer = new Set<number>();
    for (const product of products) {
      for (const factor of along[d]) {
        if (product * factor > mesh) break;
        longer.add(product * factor);
      }
      if (longer.size > most) return null;
    }
    products = longer;
  }
  const used = [...products].sort((a, b) => a - b);
  const kinds = new Map(used.map((product, kind) => [product, kind]));
  return {
    count: used.length,
    without: (kind, _, iterations) => kinds.get(used[kind] / iterations) ?? -1,
    mappings: (kind) => (used[kind] >= leastUsed ? 1 : 0),
  };
}
