import { Evaluator, type Tiling } from '../../../language/model/index.js';
import type { SearchControl } from '../control.js';
import type { Order } from '../orders.js';
import type { Placement } from '../placement.js';
import type { Move } from './moves.js';

/** The most moves that are looked ahead. */
export const MAX_LOOK_AHEAD = 4;
/** By length, how many sequences of moves that have not improved yet are pursued with one more move. */
const BEAM: readonly number[] = [0, 200, 64, 32];

/** What a tiling costs, lower is better: the objective (negated where higher is better), then what breaks ties. */
export type Cost = readonly [primary: number, secondary: number];

/** Whether the first cost is less; of equal first parts the second decides. */
export const cheaper = (a: Cost, b: Cost): boolean => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);

/** A move, and what the order of the level that it goes to becomes; null if it stays. */
interface Step {
  readonly move: Move;
  readonly order: Order | null;
}

/** Moves in a row, and the cost that they lead to. */
interface Sequence {
  readonly steps: readonly Step[];
  readonly cost: Cost;
}

/** The greedy factor descent of mapper.md over the tilings of one problem. */
export class Descent {
  readonly #evaluator: Evaluator;
  readonly #sign: number;

  constructor(
    readonly control: SearchControl,
    readonly placement: Placement,
  ) {
    this.#evaluator = new Evaluator(placement.problem);
    this.#sign = control.objective.higherIsBetter ? -1 : 1;
  }

  /** What the placement costs as it stands. */
  cost(): Cost {
    const { objective } = this.control;
    this.control.count(1);
    this.#evaluator.evaluate(this.placement.tiling, null);
    return [this.#sign * objective.value(this.#evaluator), objective.tieBreak(this.#evaluator)];
  }

  /**
   * Improves the placement until no sequence of up to `lookAhead` of the moves does, or the search is stopped. A step takes
   * the best single move; only when none improves, sequences of two moves are tried, then of three, and so on, each time
   * going on from the best {@link BEAM} of the shorter ones. Every move of a sequence is legal by itself.
   *
   * @param orders by level, loop orders to choose from whenever a loop joins others there; none keeps the orders.
   * @returns the cost that the placement has then.
   */
  descend(moves: readonly Move[], lookAhead: number, orders: readonly (readonly Order[])[] = []): Cost {
    let cost = this.cost();
    this.#offer(cost);
    while (!this.control.shouldStop()) {
      const better = this.#improvement(moves, cost, lookAhead, orders);
      if (better === null) break;
      for (const step of better.steps) this.#apply(step);
      cost = better.cost;
      this.#offer(cost);
    }
    return cost;
  }

  #offer(cost: Cost): void {
    this.control.offer(this.placement.tiling, this.#sign * cost[0]);
  }

  #improvement(
    moves: readonly Move[],
    cost: Cost,
    lookAhead: number,
    orders: readonly (readonly Order[])[],
  ): Sequence | null {
    const { tiling } = this.placement;
    const before = tiling.order.slice();
    let shorter: Sequence[] = [{ steps: [], cost }];
    for (let length = 1; length <= lookAhead; length++) {
      const longer: Sequence[] = [];
      const keep = BEAM[length] ?? 0;
      for (const sequence of shorter) {
        for (const step of sequence.steps) this.#apply(step);
        const best = this.#extend(sequence, moves, cost, orders, length < lookAhead ? longer : null);
        for (const { move } of [...sequence.steps].reverse()) this.#undo(move);
        tiling.order.set(before);
        if (best !== null) return best;
        if (this.control.shouldStop()) return null;
        if (longer.length > 4 * keep) keepBest(longer, keep);
      }
      keepBest(longer, keep);
      shorter = longer;
    }
    return null;
  }

  /** Tries each move after a sequence that has been applied. Those that do not improve on `cost` are added to `others`. */
  #extend(
    sequence: Sequence,
    moves: readonly Move[],
    cost: Cost,
    orders: readonly (readonly Order[])[],
    others: Sequence[] | null,
  ): Sequence | null {
    const { placement } = this;
    const { factors } = placement.tiling;
    const D = placement.problem.dimensions.length;
    const last = sequence.steps.at(-1)?.move;
    let best: Sequence | null = null;
    for (const move of moves) {
      const { dimension, from, to, factor } = move;
      // What undoes the last move, or could have gone the whole way at once, leads nowhere new.
      if (last !== undefined && last.to === from && last.dimension === dimension && last.factor === factor) continue;
      if (!placement.canMove(dimension, from, to, factor)) continue;
      const joins = orders.length > 0 && factors[to * D + dimension] === 1 && this.#loops(to);
      placement.move(dimension, from, to, factor);
      const [reached, order] = joins ? this.#bestOrder(to, orders[to]) : [this.cost(), null];
      this.#undo(move);
      const isBest = cheaper(reached, best === null ? cost : best.cost);
      if (!isBest && (others === null || best !== null)) continue;
      const longer = { steps: [...sequence.steps, { move, order }], cost: reached };
      if (isBest) best = longer;
      else others!.push(longer);
    }
    return best;
  }

  /** Whether a level has a loop. */
  #loops(level: number): boolean {
    const { factors } = this.placement.tiling;
    const D = this.placement.problem.dimensions.length;
    for (let i = level * D; i < level * D + D; i++) if (factors[i] > 1) return true;
    return false;
  }

  /** The cheapest order of a level; the placement keeps its own. */
  #bestOrder(level: number, orders: readonly Order[]): [Cost, Order | null] {
    const { order } = this.placement.tiling;
    const at = level * this.placement.problem.dimensions.length;
    const own = order.slice(at, at + this.placement.problem.dimensions.length);
    let best: Cost = this.cost();
    let chosen: Order | null = null;
    for (const candidate of orders) {
      order.set(candidate, at);
      const reached = this.cost();
      if (!cheaper(reached, best)) continue;
      best = reached;
      chosen = candidate;
    }
    order.set(own, at);
    return [best, chosen];
  }

  #apply({ move: { dimension, from, to, factor }, order }: Step): void {
    this.placement.move(dimension, from, to, factor);
    if (order !== null) this.placement.tiling.order.set(order, to * this.placement.problem.dimensions.length);
  }

  #undo({ dimension, from, to, factor }: Move): void {
    this.placement.move(dimension, to, from, factor);
  }
}

/** Leaves the cheapest sequences, of those that cost the same (most often the same moves in another sequence) one. */
function keepBest(sequences: Sequence[], count: number): void {
  sequences.sort((a, b) => a.cost[0] - b.cost[0] || a.cost[1] - b.cost[1]);
  let kept = 0;
  for (let i = 0; i < sequences.length && kept < count; i++) {
    const previous = sequences[kept - 1];
    if (kept > 0 && previous.cost[0] === sequences[i].cost[0] && previous.cost[1] === sequences[i].cost[1]) continue;
    sequences[kept++] = sequences[i];
  }
  sequences.length = kept;
}

/** A tiling that a descent has reached. */
export interface Solution {
  readonly tiling: Tiling;
  readonly cost: Cost;
}
