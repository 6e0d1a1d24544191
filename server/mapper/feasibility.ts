import { emptyTiling, type Problem, type Tiling } from '../../language/model/index.js';
import { divisors, primeFactors } from '../../language/model/integers.js';
import { keeping, keepings } from './keeping.js';
import { type Limits, limitsOf } from './limits.js';
import { OrderConstraint } from './orders.js';
import { Placement } from './placement.js';

/** What a dimension's iterations may multiply up to; null is anything. */
export type SizeChoices = readonly (readonly number[] | null)[];

/** Whether limits admit a tiling; `undecided` where finding out takes too many trials. */
export type Feasibility = { kind: 'legal'; tiling: Tiling } | { kind: 'none' } | { kind: 'undecided' };

const MAX_TRIALS = 200_000;

/** What was found where memories may bypass operands, and the problem in which they keep what they do there. */
export interface KeptFeasibility {
  readonly found: Feasibility;
  readonly kept: Problem;
}

/** As {@link findLegal} by the rules of a problem, keeping what can be kept; where nothing is legal, with as little kept as may be. */
export function findKept(problem: Problem, sizes: SizeChoices): KeptFeasibility {
  let undecided: KeptFeasibility | null = null;
  let kept = problem;
  for (const bypass of keepings(problem).choices) {
    kept = keeping(problem, bypass);
    const found = findLegal(kept, limitsOf(kept), sizes);
    if (found.kind === 'legal') return { found, kept };
    if (found.kind === 'undecided') undecided ??= { found, kept };
  }
  return undecided ?? { found: { kind: 'none' }, kept };
}

/**
 * Whether any tiling keeps within limits, with one that does.
 *
 * Tiles and meshes only grow with factors inside the outermost level, so a dimension takes as little as its constraints
 * allow everywhere else and leaves the rest to that level. Only where that level's iterations are fixed, too, all ways
 * to spread the rest are tried.
 *
 * @param maxTrials factors tried before the question is left undecided.
 */
export function findLegal(problem: Problem, limits: Limits, sizes: SizeChoices, maxTrials = MAX_TRIALS): Feasibility {
  const D = problem.dimensions.length;
  const L = problem.levels.length;
  const { lower, upper } = limits;
  const start = emptyTiling(problem);
  for (const l of problem.memories) {
    const all = problem.dimensions.map((_, d) => d);
    start.order.set(new OrderConstraint(problem, l).complete([], all), l * D);
  }
  // Every dimension starts at its fewest iterations, which bounds what is not decided yet from below.
  start.factors.set(lower);
  for (let i = 0; i < L * D; i++) if (lower[i] > upper[i] || !Number.isInteger(lower[i])) return { kind: 'none' };
  const placement = new Placement(problem, limits, start);
  const divisorsOf = new Map<number, number[]>();
  let trials = 0;

  /** Decides dimension `d` and those after it. */
  const dimension = (d: number): boolean => {
    if (d === D) return true;
    const choices = sizes[d];
    if (choices === null) return dimension(d + 1);
    return choices.some((size) => {
      if (!divisorsOf.has(size)) divisorsOf.set(size, divisors(primeFactors(size)));
      return level(d, L - 1, size, divisorsOf.get(size)!);
    });
  };

  /** Decides the iterations of `d` on level `l` and further out, which multiply up to `rest`. */
  const level = (d: number, l: number, rest: number, of: readonly number[]): boolean => {
    if (l < 0) return rest === 1 && dimension(d + 1);
    const i = l * D + d;
    const absorbed = upper[d] === Number.POSITIVE_INFINITY;
    const tried: number[] = [];
    for (const iterations of l === 0 ? [rest] : of) {
      if (iterations > upper[i] || iterations > rest) break;
      if (iterations < lower[i] || rest % iterations !== 0) continue;
      // What a smaller choice divides could only take more room here, and leave less to the outermost level.
      if (l > 0 && absorbed && tried.some((smaller) => iterations % smaller === 0)) continue;
      tried.push(iterations);
      if (++trials > maxTrials) return false;
      placement.set(d, l, iterations);
      if (placement.fits && level(d, l - 1, rest / iterations, of)) return true;
      placement.set(d, l, lower[i]);
    }
    return false;
  };

  if (placement.fits && dimension(0)) return { kind: 'legal', tiling: placement.tiling };
  return { kind: trials > maxTrials ? 'undecided' : 'none' };
}
