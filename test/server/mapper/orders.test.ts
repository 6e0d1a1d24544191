import assert from 'node:assert/strict';
import fc from 'fast-check';
import { memoryAt, orderHolds, prepare } from '../../../language/model/index.js';
import { OrderConstraint } from '../../../server/mapper/orders.js';
import * as arbitrary from '../../arbitraries.js';
import { permutations } from './permutations.js';

describe('An order constraint', () => {
  it('admits exactly the inner loops that some legal order of all has inside, and completes them to one', () => {
    let refused = 0;
    fc.assert(
      fc.property(
        arbitrary.pair(undefined, { constrained: 4 }),
        arbitrary.options,
        ([architecture, workload], options) => {
          const problem = prepare(architecture, workload, options);
          if (problem.dimensions.length > 5) return;
          const all = problem.dimensions.map((_, d) => d);
          for (const l of problem.memories) {
            const { order: written } = memoryAt(problem, l);
            if (written.length === 0) continue;
            const constraint = new OrderConstraint(problem, l);
            const holds = (order: readonly number[]): boolean =>
              orderHolds(
                written,
                order.map((d) => problem.dimensions[d]),
              );
            const legal = permutations(all).filter(holds);
            for (const order of permutations(all)) {
              for (let count = 0; count <= all.length; count++) {
                const inner = order.slice(0, count);
                const expected = legal.some((other) => inner.every((d, i) => other[all.length - 1 - i] === d));
                assert.equal(constraint.admits(inner, all), expected, `${inner} in ${written}`);
                if (expected) assert.ok(holds(constraint.complete(inner, all)), `${inner} in ${written}`);
                else refused++;
              }
            }
          }
        },
      ),
      { seed: 21, numRuns: 100 },
    );
    assert.ok(refused > 1000, `${refused} refused`);
  });
});
