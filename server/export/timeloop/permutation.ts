import type { Coupling, Memory } from '../../../language/domain/index.js';

/**
 * The order of a memory's loops as Timeloop says it, innermost first, with one null for all dimensions between those that are
 * innermost and those that are outermost; null where it cannot be said so, and empty where there is none.
 */
export function permutationOf({ order, factors }: Memory, { dimensions }: Coupling): readonly (string | null)[] | null {
  const named = order.filter((name) => name !== null);
  if (named.length === 0) return [];
  const iterating = (name: string): boolean =>
    !factors.some((factor) => factor.dimension === name && factor.operator === '=' && factor.value === 1);
  const others = dimensions.filter((name) => !named.includes(name) && iterating(name));
  if (others.length === 0) return [...named].reverse();
  const gap = order.indexOf(null);
  if (gap < 0) return null;
  const end = order.lastIndexOf(null);
  if (order.slice(gap, end + 1).some((name) => name !== null)) return null;
  return [...order.slice(end + 1).reverse(), null, ...order.slice(0, gap).reverse()];
}
