import { isSpatial } from '../domain/index.js';
import type { Problem, Tiling } from '../model/index.js';
import { homeOf } from './culprits.js';

/** A loop of a dimension, on a memory or on a spatial level. */
export interface Placed {
  readonly iterations: number;
  readonly spatial: boolean;
}

/**
 * What loops of a dimension leave of its iterations for levels further out (model.md section 2, rule 1). A temporal loop
 * divides what it is given; a spatial one need not, and then some instances idle in its last round.
 *
 * @param loops innermost first
 * @returns undefined where a loop does not fit
 */
export function leftBy(size: number, loops: readonly Placed[]): number | undefined {
  let left = size;
  for (const { iterations, spatial } of loops) {
    if (spatial ? iterations > left : left % iterations !== 0) return undefined;
    left = Math.ceil(left / iterations);
  }
  return left;
}

/** What the loops inside a level leave of a dimension for it and for those outside; with −1, what all loops leave. */
export function leftAt(problem: Problem, { factors }: Tiling, l: number, d: number): number | undefined {
  const inside = problem.levels.slice(l + 1).map((level, i) => ({
    iterations: factors[(l + 1 + i) * problem.dimensions.length + d]!,
    spatial: isSpatial(level),
  }));
  return leftBy(problem.sizes[d]!, inside.reverse());
}

/** The iterations that the home of a dimension needs for its loops to come to its size; undefined where none do. */
export function completing(problem: Problem, tiling: Tiling, d: number): number | undefined {
  const home = homeOf(problem, problem.dimensions[d]!);
  if (home < 0) return undefined;
  const D = problem.dimensions.length;
  const factors = tiling.factors.slice();
  factors[home * D + d] = 1;
  const left = leftAt(problem, { ...tiling, factors }, -1, d);
  if (left === undefined) return undefined;
  factors[home * D + d] = left;
  return leftAt(problem, { ...tiling, factors }, -1, d) === 1 ? left : undefined;
}
