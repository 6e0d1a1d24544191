import { type LevelLoops, type Mapping, ROLES } from '../domain/index.js';
import type { Problem } from './problem.js';

/**
 * A mapping as numbers: `f[l][d]`, the loop orders and what memories do not keep, for `L` levels and `D` dimensions of a {@link Problem}. Level `l`
 * occupies the entries `l·D` to `l·D + D − 1` of the first two arrays.
 */
export interface Tiling {
  /** Iterations of dimension `d` on level `l` at `l·D + d`, at least 1. */
  readonly factors: Float64Array;
  /** The dimensions of level `l`'s loops from the outermost in, a permutation of all of them. Of no meaning on spatial levels. */
  readonly order: Uint8Array;
  /** What level `l` does not keep of its `mayBypass`: bit `o` for operand `o`. */
  readonly bypass: Uint8Array;
}

/** The tiling without any loops, dimensions in their own order. */
export function emptyTiling(problem: Problem): Tiling {
  const D = problem.dimensions.length;
  const L = problem.levels.length;
  const order = new Uint8Array(L * D);
  for (let i = 0; i < order.length; i++) order[i] = i % D;
  return { factors: new Float64Array(L * D).fill(1), order, bypass: problem.bypass.slice() };
}

/** A tiling with arrays of its own. */
export function copyTiling(tiling: Tiling): Tiling {
  return { factors: tiling.factors.slice(), order: tiling.order.slice(), bypass: tiling.bypass.slice() };
}

/**
 * Loops on unknown levels or dimensions are left out, and so is a bypass that its memory does not allow; a dimension that is
 * repeated on a level counts at its outer place.
 */
export function tilingOf(problem: Problem, mapping: Mapping): Tiling {
  const tiling = emptyTiling(problem);
  const D = problem.dimensions.length;
  const levelIndex = new Map(problem.levels.map((level, l) => [level.name, l]));
  for (const { level, loops, bypass = [] } of mapping) {
    const l = levelIndex.get(level);
    if (l === undefined) continue;
    const { mayBypass } = problem;
    ROLES.forEach((role, o) => {
      if (bypass.includes(role) && (mayBypass[l] & (1 << o)) !== 0) tiling.bypass[l] |= 1 << o;
    });
    const placed = new Set<number>();
    for (const { dimension, iterations } of loops) {
      const d = problem.dimensions.indexOf(dimension);
      if (d < 0) continue;
      tiling.factors[l * D + d] *= iterations;
      placed.add(d);
    }
    const rest = problem.dimensions.map((_, d) => d).filter((d) => !placed.has(d));
    tiling.order.set([...placed, ...rest], l * D);
  }
  return tiling;
}

/** Every level, outermost first, with its loops above one iteration, outermost first. */
export function mappingOf(problem: Problem, tiling: Tiling): Mapping {
  const D = problem.dimensions.length;
  return problem.levels.map(
    (level, l): LevelLoops => ({
      level: level.name,
      ...(tiling.bypass[l] !== 0 && { bypass: ROLES.filter((_, o) => (tiling.bypass[l] & (1 << o)) !== 0) }),
      loops: Array.from(tiling.order.subarray(l * D, l * D + D))
        .filter((d) => tiling.factors[l * D + d] > 1)
        .map((d) => ({ dimension: problem.dimensions[d], iterations: tiling.factors[l * D + d] })),
    }),
  );
}

/** What the iterations of each dimension multiply up to. */
export function sizesOf(problem: Problem, { factors }: Tiling): number[] {
  const D = problem.dimensions.length;
  return problem.dimensions.map((_, d) =>
    problem.levels.reduce((product, _level, l) => product * factors[l * D + d], 1),
  );
}

/** Whether a memory keeps an operand in a tiling. */
export const keeps = (problem: Problem, { bypass }: Tiling, l: number, o: number): boolean =>
  problem.operands[o].stores.includes(l) && (bypass[l] & (1 << o)) === 0;
