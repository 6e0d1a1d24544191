import { copyTiling, Evaluator, memoryAt, orderHolds, type Problem, type Tiling } from '../../language/model/index.js';
import { primeFactors } from '../../language/model/integers.js';
import { findLegal } from '../../server/mapper/feasibility.js';
import { limitsOf } from '../../server/mapper/limits.js';
import { better, type Objective } from '../../server/mapper/objective.js';
import { Placement } from '../../server/mapper/placement.js';
import { prng } from '../../server/mapper/prng.js';

/** Evaluations of one descent from hot to cold; then the next one starts from the best so far or from the beginning. */
const ROUND = 400_000;
/** Temperatures on the logarithm of the objective: at first a mapping twice as bad is taken every other time. */
const HOT = 1;
const COLD = 1e-4;

/** Simulated annealing over factors and loop orders: the yardstick that other mappers stand for. Null if nothing is legal. */
export function anneal(problem: Problem, objective: Objective, seconds: number, seed: number): number | null {
  const limits = limitsOf(problem);
  const found = findLegal(problem, limits, { sizes: problem.sizes.map((size) => [size]), ragged: false });
  if (found.kind !== 'legal') return null;
  const D = problem.dimensions.length;
  const L = problem.levels.length;
  const random = prng(seed);
  const pick = (n: number): number => Math.floor(random() * n);
  const evaluator = new Evaluator(problem);
  const cost = (tiling: Tiling): number => {
    evaluator.evaluate(tiling);
    return (objective.higherIsBetter ? -1 : 1) * Math.log(objective.value(evaluator));
  };
  const primes = problem.sizes.map((size) => primeFactors(size).map(({ prime }) => prime));
  const movable = problem.dimensions.map((_, d) => d).filter((d) => primes[d].length > 0);
  const placement = new Placement(problem, limits, found.tiling);
  const { tiling } = placement;
  let current = cost(tiling);
  let best = current;
  let bestValue = objective.value(evaluator);
  let bestTiling = copyTiling(tiling);
  const end = performance.now() + 1000 * seconds;
  if (movable.length === 0) return bestValue;

  for (let round = 0; performance.now() < end; round++) {
    placement.assign(round % 3 === 2 ? found.tiling : bestTiling);
    current = cost(tiling);
    const hot = round % 3 === 0 ? HOT : HOT / 10;
    for (let step = 0; step < ROUND; step++) {
      if (step % 1024 === 0 && performance.now() >= end) break;
      const temperature = hot * (COLD / hot) ** (step / ROUND);
      let undo: () => void;
      if (random() < 0.75) {
        const d = movable[pick(movable.length)];
        const p = primes[d][pick(primes[d].length)];
        const from = pick(L);
        const to = pick(L);
        if (from === to || !placement.canMove(d, from, to, p)) continue;
        placement.move(d, from, to, p);
        if (!ordersHold(problem, tiling, from) || !ordersHold(problem, tiling, to)) {
          placement.move(d, to, from, p);
          continue;
        }
        undo = () => placement.move(d, to, from, p);
      } else {
        const l = problem.memories[pick(problem.memories.length)];
        const [i, j] = [l * D + pick(D), l * D + pick(D)];
        if (i === j) continue;
        swap(tiling.order, i, j);
        if (!ordersHold(problem, tiling, l)) {
          swap(tiling.order, i, j);
          continue;
        }
        undo = () => swap(tiling.order, i, j);
      }
      const next = cost(tiling);
      if (next <= current || random() < Math.exp((current - next) / temperature)) {
        current = next;
        if (next < best) {
          best = next;
          const value = objective.value(evaluator);
          if (better(objective, value, bestValue)) {
            bestValue = value;
            bestTiling = copyTiling(tiling);
          }
        }
      } else undo();
    }
  }
  return bestValue;
}

function swap(order: Uint8Array, i: number, j: number): void {
  [order[i], order[j]] = [order[j], order[i]];
}

function ordersHold(problem: Problem, { factors, order }: Tiling, l: number): boolean {
  if (problem.levels[l].type !== 'memory') return true;
  const constraint = memoryAt(problem, l).order;
  if (constraint.length === 0) return true;
  const D = problem.dimensions.length;
  const loops: string[] = [];
  for (let i = 0; i < D; i++) {
    const d = order[l * D + i];
    if (factors[l * D + d] > 1) loops.push(problem.dimensions[d]);
  }
  return orderHolds(constraint, loops);
}
