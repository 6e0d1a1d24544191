import type { Problem } from '../../../language/model/index.js';
import { findLegal, type LoopSpace } from '../feasibility.js';
import { type Limits, limitsOf } from '../limits.js';
import type { Fact } from './restrictions.js';

/** Factors tried for each question that an explanation asks; questions that take longer count as possible. */
export const MAX_TRIALS = 5_000;

/** Whether no tiling keeps within the rules without some facts; undecided questions count as possible. */
export function excluded(
  problem: Problem,
  space: LoopSpace,
  without: Iterable<Fact>,
  change?: (limits: Limits) => void,
): boolean {
  const limits = limitsOf(problem);
  const sizes = [...space.sizes];
  for (const { relax } of without) relax(limits, sizes);
  change?.(limits);
  return findLegal(problem, limits, { ...space, sizes }, MAX_TRIALS).kind === 'none';
}

/** Leaves out one fact after the other, in the given order, as long as the others still rule everything out. */
export function irreducible(problem: Problem, space: LoopSpace, facts: readonly Fact[]): Fact[] {
  const without: Fact[] = [];
  for (const fact of facts) if (excluded(problem, space, [...without, fact])) without.push(fact);
  return facts.filter((fact) => !without.includes(fact));
}

/** The words, or instances, that a memory or a mesh would need at least, all facts but some being so. */
export function needed(problem: Problem, space: LoopSpace, { culprit }: Fact, without: readonly Fact[]): number | null {
  const l = problem.levels.findIndex(({ name }) => name === culprit.level);
  return least(
    culprit.value!,
    (value) =>
      !excluded(problem, space, without, (limits) => {
        if (culprit.kind === 'capacity') limits.capacity[l] = value;
        else limits.mesh[l] = value;
      }),
  );
}

/** The least whole value above `from` for which a change opens the space; null if none below 2^53 does. */
function least(from: number, opens: (value: number) => boolean): number | null {
  let low = Math.floor(from);
  let high = low + 1;
  while (!opens(high)) {
    low = high;
    high *= 2;
    if (high > Number.MAX_SAFE_INTEGER) return null;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (opens(middle)) high = middle;
    else low = middle;
  }
  return high;
}
