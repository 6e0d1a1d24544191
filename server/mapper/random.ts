import { Evaluator, type Problem, type Tiling } from '../../language/model/index.js';
import { type Move, movesOf } from './factorflow/moves.js';
import { findLegal } from './feasibility.js';
import { primeFactors } from './integers.js';
import { limitsOf } from './limits.js';
import { OrderConstraint } from './orders.js';
import { Placement, sizesOf } from './placement.js';
import { prng } from './prng.js';
import type { SearchSpace, Strategy } from './strategy.js';

/** Mappings that are sampled when no time limit says otherwise. */
const SAMPLES = 20_000;
/** Steps of the walk between two samples, for each prime factor of each dimension. */
const STEPS_PER_FACTOR = 8;
/** With padding, combinations of sizes that are sampled. */
const MAX_WALKS = 16;

/** Samples legal mappings and takes the best. */
export const random: Strategy = (space, control) => {
  if (space.legal === null) return;
  const { timeLimit, seed } = control.options;
  const sampler = new Sampler(space, space.legal, prng(seed));
  const evaluator = new Evaluator(space.problem);
  control.begin('sampling');
  for (let n = 0; (timeLimit !== null || n < SAMPLES) && !control.shouldStop(); n++) {
    const tiling = sampler.next();
    evaluator.evaluate(tiling);
    control.count(1);
    control.offer(tiling, control.objective.value(evaluator));
  }
};

/**
 * Draws legal tilings by a random walk: a step proposes one of all moves of a power of a prime factor between two levels,
 * each with the same probability, and takes it if it is legal. As every move can be taken back with the same probability,
 * the walk visits all factors that it can reach from its start equally often in the long run. Loop orders are drawn anew for
 * each sample, all alike where the level has no order constraint. With padding, walks of several sizes take turns.
 */
export class Sampler {
  readonly #problem: Problem;
  readonly #random: () => number;
  readonly #walks: readonly Walk[];
  readonly #orders: readonly OrderConstraint[];
  #samples = 0;

  /** @param legal where the walk starts. @param source of numbers in [0, 1). */
  constructor({ problem, sizes }: SearchSpace, legal: Tiling, source: () => number) {
    this.#problem = problem;
    this.#random = source;
    const limits = limitsOf(problem);
    const own = sizesOf(problem, legal);
    const starts = [legal];
    for (const others of combinations(sizes, MAX_WALKS)) {
      if (others.every((size, d) => size === own[d])) continue;
      const found = findLegal(
        problem,
        limits,
        others.map((size) => [size]),
      );
      if (found.kind === 'legal') starts.push(found.tiling);
    }
    this.#walks = starts.map((start) => {
      const reached = sizesOf(problem, start);
      const { powers } = movesOf(problem, limits, reached);
      const factors = reached.flatMap(primeFactors).reduce((sum, { exponent }) => sum + exponent, 0);
      const steps = powers.length === 0 ? 0 : STEPS_PER_FACTOR * factors;
      return { placement: new Placement(problem, limits, start), moves: powers, steps };
    });
    const all = problem.dimensions.map((_, d) => d);
    this.#orders = problem.memories.map((l) => new OrderConstraint(problem, l, all));
  }

  /** The next sample, valid until the one after it. */
  next(): Tiling {
    const walk = this.#walks[this.#samples++ % this.#walks.length];
    const { order } = walk.placement.tiling;
    const D = this.#problem.dimensions.length;
    for (let step = 0; step < walk.steps; step++) {
      const { dimension, from, to, factor } = walk.moves[Math.floor(this.#random() * walk.moves.length)];
      if (walk.placement.canMove(dimension, from, to, factor)) walk.placement.move(dimension, from, to, factor);
    }
    this.#problem.memories.forEach((l, m) => {
      order.set(this.#orders[m].draw(this.#random), l * D);
    });
    return walk.placement.tiling;
  }
}

interface Walk {
  readonly placement: Placement;
  readonly moves: readonly Move[];
  readonly steps: number;
}

/** The first of all combinations of one choice each. */
function combinations(choices: readonly (readonly number[])[], count: number): number[][] {
  let found: number[][] = [[]];
  for (const own of choices)
    found = own.flatMap((choice) => found.map((others) => [...others, choice])).slice(0, count);
  return found;
}
