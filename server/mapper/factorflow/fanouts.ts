import type { Placement } from '../placement.js';
import type { Move } from './moves.js';

/** At most so many ways to fill all fanouts are tried. */
const MAX_FILLS = 32;
/** Ways to fill one fanout that are pursued further. */
const MAX_FILLS_OF_LEVEL = 8;

/** Ways to fill one fanout, complete or not, that are looked at; the first complete ones come early. */
const MAX_STATES = 2000;

/** Factors of all levels. */
export type Factors = Float64Array;

/**
 * Ways to give the spatial levels as many iterations as they can take (mapper.md, "Fanout maximisation"), best filled
 * first, at least one. The iterations come from the memories of a placement, which is left as it was.
 *
 * A fanout of one dimension takes the largest product that its mesh, the capacities and the constraints allow. For one of
 * several dimensions, all ways that leave no room for a further factor are explored. Those of one dimension come first, as
 * they have no choice.
 *
 * @param moves between any two levels; those from memories to spatial levels are used.
 */
export function fills(placement: Placement, moves: readonly Move[]): Factors[] {
  const { problem, tiling } = placement;
  const isMemory = (l: number): boolean => problem.levels[l].type === 'memory';
  const into = problem.spatials
    .map((level) => moves.filter(({ from, to }) => to === level && isMemory(from)))
    .filter((own) => own.length > 0)
    .sort((a, b) => dimensionsOf(a) - dimensionsOf(b));
  const initial = tiling.factors.slice();
  let found: Factors[] = [initial];
  for (const own of into) {
    const longer = found.flatMap((factors) => {
      placement.assign({ ...tiling, factors });
      const maximal = maximalFills(placement, own);
      return dimensionsOf(own) === 1 ? maximal.slice(0, 1) : maximal.slice(0, MAX_FILLS_OF_LEVEL);
    });
    found = longer;
  }
  placement.assign({ ...tiling, factors: initial });
  const parallelism = (factors: Factors): number => {
    const D = problem.dimensions.length;
    return problem.spatials.reduce(
      (product, l) => factors.subarray(l * D, l * D + D).reduce((all, n) => all * n, product),
      1,
    );
  };
  return found.sort((a, b) => parallelism(b) - parallelism(a)).slice(0, MAX_FILLS);
}

const dimensionsOf = (moves: readonly Move[]): number => new Set(moves.map(({ dimension }) => dimension)).size;

/** All ways to fill one level that leave no room for a further factor, best filled first. */
function maximalFills(placement: Placement, moves: readonly Move[]): Factors[] {
  const level = moves[0].to;
  const found: { factors: Factors; used: number }[] = [];
  const seen = new Set<string>();
  const D = placement.problem.dimensions.length;
  const ordered = [...moves].sort((a, b) => b.factor - a.factor);
  const extend = (): void => {
    const key = placement.tiling.factors.subarray(level * D, level * D + D).join();
    if (seen.has(key) || seen.size >= MAX_STATES) return;
    seen.add(key);
    let maximal = true;
    // Large factors first, in case not all ways can be looked at.
    for (const { dimension, from, to, factor } of ordered) {
      if (!placement.canMove(dimension, from, to, factor)) continue;
      maximal = false;
      placement.move(dimension, from, to, factor);
      extend();
      placement.move(dimension, to, from, factor);
    }
    if (maximal) found.push({ factors: placement.tiling.factors.slice(), used: placement.used[level] });
  };
  extend();
  return found.sort((a, b) => b.used - a.used).map(({ factors }) => factors);
}
