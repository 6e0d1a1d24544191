import { footprints, memoryAt, occupied, orderHolds, type Problem, spatialAt, type Tiling } from '../model/index.js';

/** A loop of a tiling, by the indices of its level and its dimension. */
export interface Culprit {
  readonly l: number;
  readonly d: number;
}

/** The loop with which the tile of a memory no longer fits, from the innermost loop out. None if one word is too much. */
export function overflowing(problem: Problem, tiling: Tiling, l: number): Culprit | undefined {
  const memory = memoryAt(problem, l);
  const D = problem.dimensions.length;
  const factors = new Float64Array(tiling.factors.length).fill(1);
  const fits = () =>
    occupied(problem, l, footprints(problem, { ...tiling, factors })[l]!) <=
    (memory.size ?? Number.POSITIVE_INFINITY) / memory.buffering;
  if (!fits()) return undefined;
  for (let inner = problem.levels.length - 1; inner >= l; inner--) {
    for (const d of loopsOf(problem, tiling, inner).reverse()) {
      factors[inner * D + d] = tiling.factors[inner * D + d]!;
      if (!fits()) return { l: inner, d };
    }
  }
  return undefined;
}

/** The loop with which a level uses more instances than it has, in the order in which they are written. */
export function overfilling(problem: Problem, tiling: Tiling, l: number): Culprit | undefined {
  const { mesh } = spatialAt(problem, l);
  let used = 1;
  for (const d of loopsOf(problem, tiling, l)) {
    used *= tiling.factors[l * problem.dimensions.length + d]!;
    if (used > mesh) return { l, d };
  }
  return undefined;
}

/** The outermost loop of a memory that stands too far in for its order. */
export function misplaced(problem: Problem, tiling: Tiling, l: number): Culprit | undefined {
  const loops = loopsOf(problem, tiling, l);
  const names = loops.map((d) => problem.dimensions[d]!);
  const i = loops.findIndex((_, end) => !orderHolds(memoryAt(problem, l).order, names.slice(0, end + 1)));
  return i < 0 ? undefined : { l, d: loops[i]! };
}

/** The dimensions of a level's loops above one iteration, outermost first. */
function loopsOf(problem: Problem, { factors, order }: Tiling, l: number): number[] {
  const D = problem.dimensions.length;
  return Array.from(order.subarray(l * D, l * D + D)).filter((d) => factors[l * D + d]! > 1);
}

/**
 * The outermost memory that no constraint keeps from taking any number of iterations of a dimension: the place for all that
 * the others do not take.
 *
 * @returns its index, −1 if there is none.
 */
export function homeOf(problem: Problem, dimension: string): number {
  const bounded = new Set(
    problem.constraints
      .filter((constraint) => constraint.dimension === dimension && constraint.operator !== '>=')
      .map(({ level }) => level),
  );
  return problem.memories.find((l) => !bounded.has(l)) ?? -1;
}
