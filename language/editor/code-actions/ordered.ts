import { orderHolds } from '../../model/index.js';

/** More loops than this are not put in order by trying. */
const MOST_TRIED = 7;

/**
 * Loops in an order that a constraint allows, with as few of them moved as possible.
 *
 * @param dimension of a loop above one iteration; undefined for one that may stand anywhere
 * @returns undefined where no order is allowed, or there are too many to try
 */
export function ordered<T>(
  constraint: readonly (string | null)[],
  loops: readonly T[],
  dimension: (loop: T) => string | undefined,
): T[] | undefined {
  if (loops.length > MOST_TRIED) return undefined;
  return permutations(loops).find((list) =>
    orderHolds(
      constraint,
      list.map(dimension).filter((name) => name !== undefined),
    ),
  );
}

/** All orders of a list, those that begin like it first. */
function permutations<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]];
  return list.flatMap((head, i) =>
    permutations([...list.slice(0, i), ...list.slice(i + 1)]).map((tail) => [head, ...tail]),
  );
}
