import { emptyTiling, sizesOf, type Tiling } from '../../../language/model/index.js';
import { findLegal } from '../feasibility.js';
import { limitsOf } from '../limits.js';
import type { SearchSpace } from '../strategy.js';
import { MappingCount } from './mapping-count.js';
import { Walk } from './walk.js';

/** With padding, walks of so many combinations of sizes take turns. */
const MAX_WALKS = 16;

/**
 * How samples are distributed. `counted`: independent, each legal mapping with the same probability, to the rounding of 32-bit
 * random numbers. `walked`: by {@link Walk}, equally often in the long run; with padding that holds for each of the first
 * {@link MAX_WALKS} combinations of sizes by itself.
 */
export type Sampling = 'counted' | 'walked';

/** A source of random legal mappings. */
export interface Sampler {
  readonly sampling: Sampling;
  /** How many legal mappings there are; null if they were not counted. */
  readonly mappings: number | null;
  /** The next sample, valid until the one after it. */
  next(): Tiling;
}

/**
 * @param random a source of numbers in [0, 1).
 * @param stop asked every few milliseconds whether to give up.
 * @returns null if there is no legal mapping, if none is known and they are too many to be counted, or when told to stop.
 */
export function samplerOf(space: SearchSpace, random: () => number, stop: () => boolean): Sampler | null {
  const { problem, sizes } = space;
  const count = MappingCount.of(problem, limitsOf(problem), sizes, stop);
  if (count !== null && count.total === 0) return null;
  if (count !== null) {
    const tiling = emptyTiling(problem);
    const next = (): Tiling => {
      count.draw(tiling, random);
      return tiling;
    };
    return { sampling: 'counted', mappings: count.total, next };
  }
  if (stop() || space.legal === null) return null;
  const walks = walksOf(space, space.legal);
  let turn = 0;
  return { sampling: 'walked', mappings: null, next: () => walks[turn++ % walks.length].draw(random) };
}

function walksOf({ problem, sizes }: SearchSpace, legal: Tiling): Walk[] {
  const limits = limitsOf(problem);
  const own = sizesOf(problem, legal);
  const walks = [new Walk(problem, limits, legal)];
  for (const others of combinations(sizes, MAX_WALKS)) {
    if (others.every((size, d) => size === own[d])) continue;
    const found = findLegal(problem, limits, { sizes: others.map((size) => [size]), ragged: false });
    if (found.kind === 'legal') walks.push(new Walk(problem, limits, found.tiling));
  }
  return walks;
}

/** The first of all combinations of one choice each. */
function combinations(choices: readonly (readonly number[])[], count: number): number[][] {
  let found: number[][] = [[]];
  for (const own of choices)
    found = own.flatMap((choice) => found.map((others) => [...others, choice])).slice(0, count);
  return found;
}
