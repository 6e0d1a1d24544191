import { copyTiling, type Problem, sizesOf, type Tiling } from '../../../language/model/index.js';
import type { SearchControl } from '../control.js';
import { findLegal } from '../feasibility.js';
import { type Limits, limitsOf } from '../limits.js';
import type { Order } from '../orders.js';
import { Placement } from '../placement.js';
import type { Strategy } from '../strategy.js';
import { type Cost, cheaper, Descent, MAX_LOOK_AHEAD } from './descent.js';
import { fills } from './fanouts.js';
import { dataflowsOf } from './greedy.js';
import { type Moves, movesOf } from './moves.js';

/** How many of the ways to fill the fanouts, the best after a plain descent, go through all dataflows. */
const EXPLORED_FILLS = 8;

/**
 * The published search (mapper.md): dataflows with adaptive restarts, fanout maximisation, greedy descent with look-ahead.
 * It bounds nothing and needs no randomness.
 *
 * Beyond the page, looking ahead moves several equal prime factors at once, and a loop that joins others on a level may
 * change their order. With padding, it starts from the smallest sizes and then changes one dimension's size at a time, as
 * long as that improves.
 */
export const factorflow: Strategy = (space, control) => {
  const { problem, legal } = space;
  if (legal === null) return;
  const limits = limitsOf(problem);
  let sizes = sizesOf(problem, legal);
  let { cost } = new Exploration(problem, limits, control, legal).run();
  for (let improved = true; improved; ) {
    improved = false;
    for (let d = 0; d < sizes.length; d++) {
      for (const size of space.sizes[d]) {
        if (size === sizes[d]) continue;
        if (control.shouldStop()) return;
        const padded = sizes.with(d, size);
        const start = findLegal(problem, limits, { sizes: padded.map((n) => [n]), ragged: false });
        if (start.kind !== 'legal') continue;
        const solution = new Exploration(problem, limits, control, start.tiling).run();
        if (!cheaper(solution.cost, cost)) continue;
        cost = solution.cost;
        sizes = padded;
        improved = true;
      }
    }
  }
};

/** A tiling that a descent has reached. */
interface Solution {
  readonly tiling: Tiling;
  readonly cost: Cost;
}

const byCost = (a: Solution, b: Solution): number => (cheaper(a.cost, b.cost) ? -1 : cheaper(b.cost, a.cost) ? 1 : 0);

/** The search over the tilings of one set of sizes. */
class Exploration {
  readonly #problem: Problem;
  readonly #control: SearchControl;
  readonly #moves: Moves;
  readonly #placement: Placement;
  readonly #descent: Descent;
  /** By level, the orders worth trying; none for spatial levels. */
  readonly #orders: readonly (readonly Order[])[];

  constructor(problem: Problem, limits: Limits, control: SearchControl, start: Tiling) {
    const D = problem.dimensions.length;
    const sizes = sizesOf(problem, start);
    this.#problem = problem;
    this.#control = control;
    this.#moves = movesOf(problem, limits, sizes);
    this.#placement = new Placement(problem, limits, start);
    this.#descent = new Descent(control, this.#placement);
    this.#orders = dataflowsOf(problem, limits, sizes);
    for (const l of problem.memories) this.#placement.tiling.order.set(this.#orders[l][0], l * D);
  }

  run(): Solution {
    const { tiling } = this.#placement;
    this.#control.begin('filling fanouts');
    const starts = fills(this.#placement, this.#moves.single).map((factors) => ({ ...copyTiling(tiling), factors }));
    const filled = starts.map((start) => ({ start, solution: this.#solve(start) }));
    const promising = filled.sort((a, b) => byCost(a.solution, b.solution)).slice(0, EXPLORED_FILLS);
    this.#control.begin('trying dataflows');
    const explored = promising.map(({ start, solution }) => this.#ripple(start, solution));
    this.#control.begin('looking ahead');
    return explored
      .sort(byCost)
      .map((solution) => this.#polish(solution))
      .sort(byCost)[0];
  }

  /** Descends from a start, memories alone first, then everything together. */
  #solve(start: Tiling): Solution {
    this.#placement.assign(start);
    this.#descent.descend(this.#moves.temporal, 1);
    const cost = this.#descent.descend(this.#moves.single, 1);
    return { tiling: copyTiling(this.#placement.tiling), cost };
  }

  /**
   * Tries the orders of one level after the other, from the outermost in, each time with the best orders found so far on
   * all others. An order that runs the loops of an earlier solution in the same sequence, as the others have one iteration,
   * starts from that solution (adaptive programming).
   */
  #ripple(start: Tiling, first: Solution): Solution {
    const D = this.#problem.dimensions.length;
    const solved = [first];
    let best = first;
    for (const level of this.#problem.memories) {
      for (const tried of this.#orders[level]) {
        if (this.#control.shouldStop()) return best;
        const order = best.tiling.order.slice();
        order.set(tried, level * D);
        const same = solved.find(({ tiling }) => this.#sameLoops(tiling, order));
        const solution = this.#solve({ ...(same?.tiling ?? start), order });
        solved.push(solution);
        if (cheaper(solution.cost, best.cost)) best = solution;
      }
    }
    return best;
  }

  /** Whether the loops above one iteration of a tiling run in the same sequence in other orders. */
  #sameLoops({ factors, order }: Tiling, other: Uint8Array): boolean {
    const D = this.#problem.dimensions.length;
    return this.#problem.memories.every((l) => {
      const loops = (orders: Uint8Array): number[] =>
        Array.from(orders.subarray(l * D, l * D + D)).filter((d) => factors[l * D + d] > 1);
      return loops(order).join() === loops(other).join();
    });
  }

  #polish({ tiling }: Solution): Solution {
    this.#placement.assign(tiling);
    const cost = this.#descent.descend(this.#moves.powers, MAX_LOOK_AHEAD, this.#orders);
    return { tiling: copyTiling(this.#placement.tiling), cost };
  }
}
