import { isSpatial } from '../../language/domain/index.js';
import { emptyTiling, type Problem, type Tiling } from '../../language/model/index.js';
import { divisors, primeFactors } from '../../language/model/integers.js';
import { keeping, keepings } from './keeping.js';
import { type Limits, limitsOf } from './limits.js';
import { OrderConstraint } from './orders.js';
import { Placement } from './placement.js';

/** The loops that a mapping may have, but for the limits of levels. */
export interface LoopSpace {
  /** What the iterations of each dimension may multiply up to, ascending; null is anything. Ragged loops cover the one that there is. */
  readonly sizes: readonly (readonly number[] | null)[];
  /** Whether spatial loops need not divide. */
  readonly ragged: boolean;
}

/** Whether limits admit a tiling; `undecided` where finding out takes too many trials. */
export type Feasibility = { kind: 'legal'; tiling: Tiling } | { kind: 'none' } | { kind: 'undecided' };

const MAX_TRIALS = 200_000;

/** What was found where memories may bypass operands, and the problem in which they keep what they do there. */
export interface KeptFeasibility {
  readonly found: Feasibility;
  readonly kept: Problem;
}

/** As {@link findLegal} by the rules of a problem, keeping what can be kept; where nothing is legal, with as little kept as may be. */
export function findKept(problem: Problem, space: LoopSpace): KeptFeasibility {
  let undecided: KeptFeasibility | null = null;
  let kept = problem;
  for (const bypass of keepings(problem).choices) {
    kept = keeping(problem, bypass);
    const found = findLegal(kept, limitsOf(kept), space);
    if (found.kind === 'legal') return { found, kept };
    if (found.kind === 'undecided') undecided ??= { found, kept };
  }
  return undecided ?? { found: { kind: 'none' }, kept };
}

/**
 * Whether any tiling keeps within limits, with one that does.
 *
 * Tiles and meshes only grow with factors inside the outermost level, so a dimension takes as little as its constraints
 * allow everywhere else and leaves the rest to that level. Only where that level's iterations are fixed, too, or a fanout must
 * be used, all ways to spread the rest are tried.
 *
 * @param maxTrials factors tried before the question is left undecided.
 */
export function findLegal(
  problem: Problem,
  limits: Limits,
  { sizes, ragged }: LoopSpace,
  maxTrials = MAX_TRIALS,
): Feasibility {
  const D = problem.dimensions.length;
  const L = problem.levels.length;
  const { lower, upper, leastUsed } = limits;
  const start = emptyTiling(problem);
  for (const l of problem.memories) {
    const all = problem.dimensions.map((_, d) => d);
    start.order.set(new OrderConstraint(problem, l).complete([], all), l * D);
  }
  // Every dimension starts at its fewest iterations, which bounds what is not decided yet from below.
  start.factors.set(lower);
  for (let i = 0; i < L * D; i++) if (lower[i] > upper[i] || !Number.isInteger(lower[i])) return { kind: 'none' };
  const largest = sizes.map((choices) => choices?.at(-1) ?? Number.POSITIVE_INFINITY);
  const placement = new Placement(problem, limits, start, largest);
  const cuts = problem.levels.map((level) => ragged && isSpatial(level));
  /** Whether a level, or one outside it, must use more than one instance, so more iterations may be what is needed. */
  const asksInstances = problem.levels.map((_, l) => leastUsed.subarray(0, l + 1).some((least) => least > 1));
  const divisorsOf = new Map<number, number[]>();
  const dividing = (n: number): number[] => {
    const known = divisorsOf.get(n) ?? divisors(primeFactors(n));
    divisorsOf.set(n, known);
    return known;
  };
  let trials = 0;

  /** Decides dimension `d` and those after it. */
  const dimension = (d: number): boolean => {
    if (d === D) return problem.spatials.every((l) => placement.used[l] >= leastUsed[l]);
    return sizes[d]?.some((size) => level(d, L - 1, size)) ?? dimension(d + 1);
  };

  /** The iterations that a level may have, the fewest first, or the most where it must use many instances. */
  const choices = (i: number, l: number, blocks: number): readonly number[] => {
    const within = (n: number): boolean => n >= lower[i] && n <= upper[i];
    if (l === 0) return [blocks].filter(within);
    if (!cuts[l]) return leastUsed[l] > 1 ? dividing(blocks).filter(within).reverse() : dividing(blocks).filter(within);
    if (leastUsed[l] === 1) return [...covering(blocks, lower[i])].filter(within);
    const most = Math.min(blocks, upper[i], limits.mesh[l]);
    return Array.from({ length: Math.max(0, most - lower[i] + 1) }, (_, k) => most - k);
  };

  /** Decides the iterations of `d` on level `l` and further out, which have so many blocks to go through. */
  const level = (d: number, l: number, blocks: number): boolean => {
    if (l < 0) return blocks === 1 && dimension(d + 1);
    const i = l * D + d;
    const outside = problem.levels.slice(0, l).map((_, j) => j * D + d);
    const absorbed = l > 0 && upper[d] === Number.POSITIVE_INFINITY && !asksInstances[l];
    const asked = outside.some((j) => lower[j] > 1);
    const cut = outside.some((j, m) => cuts[m] && upper[j] > 1);
    const tried: number[] = [];
    for (const iterations of choices(i, l, blocks)) {
      const left = Math.ceil(blocks / iterations);
      // What leaves less than a smaller choice, or a part of it, could only take more room here, and serve no level outside.
      if (absorbed && tried.some((more) => !asked || (!cut && more % left === 0))) continue;
      tried.push(left);
      if (++trials > maxTrials) return false;
      placement.set(d, l, iterations);
      if (placement.fits && level(d, l - 1, left)) return true;
      placement.set(d, l, lower[i]);
    }
    return false;
  };

  if (placement.fits && dimension(0)) return { kind: 'legal', tiling: placement.tiling };
  return { kind: trials > maxTrials ? 'undecided' : 'none' };
}

/** Of the numbers of spatial iterations that leave as many blocks each the least, from a number on, ascending. */
function* covering(blocks: number, from: number): Generator<number> {
  for (let n = from; n <= blocks; ) {
    yield n;
    const left = Math.ceil(blocks / n);
    n = left === 1 ? blocks + 1 : Math.ceil(blocks / (left - 1));
  }
}
