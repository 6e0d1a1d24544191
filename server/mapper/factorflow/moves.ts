import type { Problem } from '../../../language/model/index.js';
import { primeFactors } from '../../../language/model/integers.js';
import type { Limits } from '../limits.js';

/** Some iterations of one dimension that go from one level to another. */
export interface Move {
  readonly dimension: number;
  readonly from: number;
  readonly to: number;
  /** How many: a prime, or a power of one. */
  readonly factor: number;
}

/** The moves that some tiling of a problem could allow, in a fixed order. Whether one does is for the placement to say. */
export interface Moves {
  /** Of one prime factor, between memories. */
  readonly temporal: readonly Move[];
  /** Of one prime factor, between any two levels. */
  readonly single: readonly Move[];
  /** As `single`, and of several equal prime factors at once. */
  readonly powers: readonly Move[];
}

/** @param sizes what the iterations of each dimension multiply up to. */
export function movesOf(problem: Problem, limits: Limits, sizes: readonly number[]): Moves {
  const D = problem.dimensions.length;
  const single: Move[] = [];
  const powers: Move[] = [];
  sizes.forEach((size, dimension) => {
    // Levels whose iterations of this dimension are free to change.
    const free = problem.levels.flatMap((_, l) =>
      limits.lower[l * D + dimension] < limits.upper[l * D + dimension] ? [l] : [],
    );
    for (const { prime, exponent } of primeFactors(size)) {
      for (const from of free) {
        for (const to of free) {
          if (from === to) continue;
          for (let k = 1; k <= exponent; k++) {
            const move = { dimension, from, to, factor: prime ** k };
            if (k === 1) single.push(move);
            powers.push(move);
          }
        }
      }
    }
  });
  const isMemory = (l: number): boolean => problem.levels[l].type === 'memory';
  return { temporal: single.filter(({ from, to }) => isMemory(from) && isMemory(to)), single, powers };
}
