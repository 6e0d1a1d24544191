import assert from 'node:assert/strict';
import fc from 'fast-check';
import { memoryAt, orderHolds, type Problem, prepare } from '../../../../language/model/index.js';
import { prng } from '../../../../server/mapper/prng.js';
import { LoopOrders } from '../../../../server/mapper/sampling/loop-orders.js';
import * as arbitrary from '../../../arbitraries.js';
import { permutations } from '../permutations.js';
import { deviation } from './chi-square.js';

/** The memory levels of random problems, each with every set of loops of up to five dimensions. */
const levels = fc
  .tuple(arbitrary.pair(undefined, { constrained: 4 }), arbitrary.options)
  .map(([[architecture, workload], options]) => prepare(architecture, workload, options))
  .filter(({ dimensions }) => dimensions.length <= 5);

function legalOrders(problem: Problem, l: number, loops: readonly number[]): string[] {
  const holds = (order: readonly number[]): boolean =>
    orderHolds(
      memoryAt(problem, l).order,
      order.map((d) => problem.dimensions[d]),
    );
  return permutations(loops).filter(holds).map(String);
}

const subsets = (count: number): number[][] =>
  Array.from({ length: 2 ** count }, (_, set) =>
    Array.from({ length: count }, (_, d) => d).filter((d) => (set >> d) & 1),
  );

describe('the loop orders of a level', () => {
  it('are counted as the constraint allows them', () => {
    fc.assert(
      fc.property(levels, (problem) => {
        for (const l of problem.memories) {
          const orders = new LoopOrders(problem, l);
          for (const loops of subsets(problem.dimensions.length)) {
            const kind = orders.kindOf(loops);
            assert.ok(kind < orders.kinds);
            assert.equal(orders.count(kind), legalOrders(problem, l, loops).length, String(loops));
            for (const d of loops) {
              const others = loops.filter((other) => other !== d);
              assert.equal(orders.without(kind, d), orders.kindOf(others));
            }
          }
        }
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('are drawn with equal probability', () => {
    const random = prng(11);
    let constrained = 0;
    for (const problem of fc.sample(levels, { seed: 5, numRuns: 60 })) {
      for (const l of problem.memories) {
        if (memoryAt(problem, l).order.length === 0) continue;
        const loops = problem.dimensions.map((_, d) => d);
        const drawn = new Map(legalOrders(problem, l, loops).map((order) => [order, 0]));
        if (drawn.size === 0) continue;
        const orders = new LoopOrders(problem, l);
        for (let n = 0; n < 50 * drawn.size; n++) {
          const order = String(orders.draw(loops, random));
          assert.ok(drawn.has(order), `${order} is not legal`);
          drawn.set(order, drawn.get(order)! + 1);
        }
        assert.ok(deviation([...drawn.values()]) < 5, JSON.stringify([...drawn]));
        if (drawn.size > 1) constrained++;
      }
    }
    assert.ok(constrained >= 10, `${constrained} constrained levels`);
  });
});
