import { emptyTiling, type Problem, type Tiling } from '../../../language/model/index.js';
import type { SearchControl } from '../control.js';
import type { Limits } from '../limits.js';
import type { Order } from '../orders.js';
import { Placement } from '../placement.js';
import { dataflows } from './dataflows.js';
import { Descent, MAX_LOOK_AHEAD } from './descent.js';
import { type Moves, movesOf } from './moves.js';

/**
 * The greedy factor descent of mapper.md by itself, from any legal tiling: first memories alone, then everything together,
 * then looking ahead. A loop that joins others on a level may change their order.
 */
export class GreedySearch {
  readonly #moves: Moves;
  readonly #orders: readonly (readonly Order[])[];
  readonly #placement: Placement;
  readonly #descent: Descent;

  constructor(problem: Problem, limits: Limits, control: SearchControl) {
    this.#moves = movesOf(problem, limits, problem.sizes);
    this.#orders = dataflowsOf(problem, limits, problem.sizes);
    this.#placement = new Placement(problem, limits, emptyTiling(problem));
    this.#descent = new Descent(control, this.#placement);
  }

  /** @returns where the descent ends, valid until the next one. */
  from(start: Tiling): Tiling {
    this.#placement.assign(start);
    this.#descent.descend(this.#moves.temporal, 1, this.#orders);
    this.#descent.descend(this.#moves.single, 1, this.#orders);
    this.#descent.descend(this.#moves.powers, MAX_LOOK_AHEAD, this.#orders);
    return this.#placement.tiling;
  }
}

/** By level, the loop orders worth trying for these sizes; none for spatial levels. */
export function dataflowsOf(problem: Problem, limits: Limits, sizes: readonly number[]): Order[][] {
  return problem.levels.map(({ type }, l) => {
    if (type !== 'memory') return [];
    const looping = sizes.flatMap((size, d) => (size > 1 && limits.upper[l * sizes.length + d] > 1 ? [d] : []));
    return dataflows(problem, l, looping);
  });
}
