import { isSpatial } from '../../../language/domain/index.js';
import {
  Evaluator,
  emptyTiling,
  footprints,
  keeps,
  memoryAt,
  orderHolds,
  type Problem,
  type Tiling,
  violationsOf,
} from '../../../language/model/index.js';
import { OBJECTIVES } from '../../../server/mapper/objective.js';
import { OBJECTIVE_NAMES, type ObjectiveName } from '../../../server/mapper/request.js';
import { permutations } from './permutations.js';

/** The best value of each objective over all legal mappings of a problem; null if there is none. */
export interface Exhaustive {
  readonly mappings: number;
  readonly best: Record<ObjectiveName, number> | null;
  /** What decides between mappings of the best value: the least of it among them. */
  readonly tieBreak: Partial<Record<ObjectiveName, number>>;
}

/**
 * Enumerates every legal mapping with the plain evaluation: all that memories may bypass, all ways to place the factors of each
 * dimension, and for each all orders of the loops above one iteration. Knows nothing of the mapper.
 *
 * @param each is shown every mapping, as one tiling that changes.
 * @param ragged whether spatial loops need not divide what is left of a dimension.
 * @returns null once more than `limit` mappings had to be evaluated.
 */
export function exhaust(
  problem: Problem,
  limit: number,
  each?: (tiling: Tiling) => void,
  ragged = false,
): Exhaustive | null {
  const D = problem.dimensions.length;
  const L = problem.levels.length;
  const tiling = emptyTiling(problem);
  const evaluator = new Evaluator(problem);
  const best: Partial<Record<ObjectiveName, number>> = {};
  const tieBreak: Partial<Record<ObjectiveName, number>> = {};
  let mappings = 0;
  let visited = 0;

  const evaluate = (): void => {
    mappings++;
    each?.(tiling);
    evaluator.evaluate(tiling);
    for (const name of OBJECTIVE_NAMES) {
      const value = OBJECTIVES[name].value(evaluator);
      const known = best[name];
      const other = OBJECTIVES[name].tieBreak(evaluator);
      if (known === undefined || (OBJECTIVES[name].higherIsBetter ? value > known : value < known)) {
        best[name] = value;
        tieBreak[name] = other;
      } else if (value === known) tieBreak[name] = Math.min(tieBreak[name] ?? other, other);
    }
  };

  const orders = (m: number): void => {
    if (mappings > limit) return;
    if (m === problem.memories.length) {
      evaluate();
      return;
    }
    const l = problem.memories[m];
    const loops = problem.dimensions.map((_, d) => d).filter((d) => tiling.factors[l * D + d] > 1);
    const rest = problem.dimensions.map((_, d) => d).filter((d) => !loops.includes(d));
    for (const permuted of permutations(loops)) {
      const names = permuted.map((d) => problem.dimensions[d]);
      if (!orderHolds(memoryAt(problem, l).order, names)) continue;
      tiling.order.set([...permuted, ...rest], l * D);
      orders(m + 1);
    }
  };

  /** Gives level `l` and those outside it the iterations of dimension `d` that are left, and then the other dimensions theirs. */
  const place = (d: number, l: number, left: number): void => {
    if (mappings > limit || visited > 20 * limit) return;
    if (d === D) {
      visited++;
      if (legal(problem, tiling)) orders(0);
      return;
    }
    if (l < 0) {
      if (left === 1) place(d + 1, L - 1, problem.sizes[d + 1]);
      return;
    }
    const cut = ragged && isSpatial(problem.levels[l]);
    for (let n = 1; n <= left; n++) {
      if ((!cut && left % n !== 0) || !allowed(problem, l, d, n)) continue;
      tiling.factors[l * D + d] = n;
      place(d, l - 1, Math.ceil(left / n));
    }
    tiling.factors[l * D + d] = 1;
  };
  const keep = (l: number): void => {
    if (l === L) {
      if (problem.operands.every((_, o) => problem.memories.some((m) => keeps(problem, tiling, m, o)))) {
        place(0, L - 1, problem.sizes[0]);
      }
      return;
    }
    for (let mask = 0; mask < 8; mask++) {
      if ((mask & ~problem.mayBypass[l]) !== 0 || (l === 0 && mask !== 0)) continue;
      tiling.bypass[l] = mask;
      keep(l + 1);
    }
    tiling.bypass[l] = 0;
  };
  keep(0);
  if (mappings > limit || visited > 20 * limit) return null;
  return { mappings, best: mappings === 0 ? null : (best as Record<ObjectiveName, number>), tieBreak };
}

/** Whether a level may have `n` iterations of a dimension, by its mesh, dimensions and constraints. */
function allowed(problem: Problem, l: number, d: number, n: number): boolean {
  const level = problem.levels[l];
  const dimension = problem.dimensions[d];
  if (level.type === 'link' && n > 1) return false;
  if (isSpatial(level) && n > 1 && (n > level.mesh || !level.dimensions.includes(dimension))) return false;
  return problem.constraints.every(
    (constraint) =>
      constraint.level !== l ||
      constraint.dimension !== dimension ||
      (constraint.operator === '=' && n === constraint.value) ||
      (constraint.operator === '<=' && n <= constraint.value) ||
      (constraint.operator === '>=' && n >= constraint.value),
  );
}

function legal(problem: Problem, tiling: Tiling): boolean {
  const held = footprints(problem, tiling);
  const fits = problem.memories.every((l) => {
    const { size, buffering } = memoryAt(problem, l);
    return size === null || held[l]!.reduce<number>((sum, words) => sum + (words ?? 0), 0) <= size / buffering;
  });
  return fits && violationsOf(problem, tiling).every(({ rule }) => rule === 'order');
}
