import { type Problem, sizesOf, type Tiling } from '../../../language/model/index.js';
import { primeFactors } from '../../../language/model/integers.js';
import { type Move, movesOf } from '../factorflow/moves.js';
import type { Limits } from '../limits.js';
import { Placement } from '../placement.js';
import { LoopOrders } from './loop-orders.js';

/** Steps between two samples, for each prime factor of each dimension. */
const STEPS_PER_FACTOR = 8;

/**
 * Draws legal mappings by a random walk, for problems too large to be counted.
 *
 * A step proposes one of all moves of a power of a prime factor between two levels, each with the same probability, and takes
 * a legal one with the probability that the number of loop orders after it bears to that before it, at most 1 (Metropolis et
 * al. 1953). Every move can be taken back with the same probability, so in the long run the walk visits all mappings that
 * it can reach from its start equally often; draws that follow each other are not independent.
 */
export class Walk {
  readonly #placement: Placement;
  readonly #moves: readonly Move[];
  readonly #steps: number;
  readonly #orders: ReadonlyMap<number, LoopOrders>;

  /** @param start a legal tiling. */
  constructor(
    readonly problem: Problem,
    limits: Limits,
    start: Tiling,
  ) {
    const sizes = sizesOf(problem, start);
    this.#placement = new Placement(problem, limits, start);
    this.#moves = movesOf(problem, limits, sizes).powers;
    const factors = sizes.flatMap(primeFactors).reduce((sum, { exponent }) => sum + exponent, 0);
    this.#steps = this.#moves.length === 0 ? 0 : STEPS_PER_FACTOR * factors;
    this.#orders = new Map(problem.memories.map((l) => [l, new LoopOrders(problem, l)]));
  }

  /** The next mapping, valid until the one after it. */
  draw(random: () => number): Tiling {
    const placement = this.#placement;
    const { tiling } = placement;
    const D = this.problem.dimensions.length;
    for (let step = 0; step < this.#steps; step++) {
      const { dimension, from, to, factor } = this.#moves[Math.floor(random() * this.#moves.length)];
      const available = tiling.factors[from * D + dimension];
      if (available < factor || available % factor !== 0 || !placement.canMove(dimension, from, to, factor)) continue;
      const before = this.#count(from) * this.#count(to);
      placement.move(dimension, from, to, factor);
      const after = this.#count(from) * this.#count(to);
      if (after < before && random() * before >= after) placement.move(dimension, to, from, factor);
    }
    for (const orders of this.#orders.values()) orders.drawInto(tiling, random);
    return tiling;
  }

  /** How many orders the loops of a level have; 1 on spatial levels. */
  #count(level: number): number {
    const orders = this.#orders.get(level);
    return orders === undefined ? 1 : orders.count(orders.kindIn(this.#placement.tiling));
  }
}
