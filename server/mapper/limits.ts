import { memoryAt, type Problem, spatialAt } from '../../language/model/index.js';

/**
 * What the rules of model.md section 2 leave to the factors of a problem, as arrays. Entry `l·D + d` is of dimension `d` on
 * level `l`.
 */
export interface Limits {
  /** The fewest iterations, at least 1. */
  readonly lower: Float64Array;
  /** The most iterations, infinite where nothing limits them. */
  readonly upper: Float64Array;
  /** By level, the most that the factors of a spatial level multiply to; infinite for memories. */
  readonly mesh: Float64Array;
  /** By level, the least that the factors of a spatial level multiply to. */
  readonly leastUsed: Float64Array;
  /** By level, the words, or bits where it counts them, that a memory can hold, already divided by buffering; infinite for spatial levels. */
  readonly capacity: Float64Array;
}

/** The limits of all levels, from capacities, meshes and reduced constraints. */
export function limitsOf(problem: Problem): Limits {
  const D = problem.dimensions.length;
  const L = problem.levels.length;
  const lower = new Float64Array(L * D).fill(1);
  const upper = new Float64Array(L * D).fill(Number.POSITIVE_INFINITY);
  const mesh = new Float64Array(L).fill(Number.POSITIVE_INFINITY);
  const leastUsed = new Float64Array(L).fill(1);
  const capacity = new Float64Array(L).fill(Number.POSITIVE_INFINITY);
  for (const l of problem.spatials) {
    const level = spatialAt(problem, l);
    mesh[l] = level.mesh;
    if (level.type === 'fanout') leastUsed[l] = level.leastUsed;
    for (let d = 0; d < D; d++) if (!level.dimensions.includes(problem.dimensions[d])) upper[l * D + d] = 1;
  }
  for (const l of problem.links) upper.fill(1, l * D, l * D + D);
  for (const l of problem.memories) {
    const { size, buffering } = memoryAt(problem, l);
    if (size !== null) capacity[l] = size / buffering;
  }
  for (const { level, dimension, operator, value } of problem.constraints) {
    const d = problem.dimensions.indexOf(dimension);
    if (d < 0) continue;
    const i = level * D + d;
    if (operator !== '<=') lower[i] = Math.max(lower[i], value);
    if (operator !== '>=') upper[i] = Math.min(upper[i], value);
  }
  return { lower, upper, mesh, leastUsed, capacity };
}
