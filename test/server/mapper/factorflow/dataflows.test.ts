import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Windows } from '../../../../language/domain/index.js';
import { Evaluator, memoryAt, OUT, orderHolds, prepare, tilingOf } from '../../../../language/model/index.js';
import { dataflows, MAX_DATAFLOWS } from '../../../../server/mapper/factorflow/dataflows.js';
import * as arbitrary from '../../../arbitraries.js';
import { permutations } from '../permutations.js';

/** What is decided by the first relevant loop. */
const KEPT: readonly Windows[] = ['sliding', 'strict', 'none'];

describe('dataflows', () => {
  it('hold an order of every level as good as any that its constraint allows, whatever the factors and the other orders', () => {
    let compared = 0;
    let capped = 0;
    const cases = arbitrary.evaluation(arbitrary.pair(undefined, { constrained: 0 }));
    fc.assert(
      fc.property(cases, fc.constantFrom(...KEPT), ({ architecture, workload, mapping, options }, windows) => {
        const levels = architecture.levels.map((level) => (level.type === 'memory' ? { ...level, windows } : level));
        const problem = prepare({ ...architecture, levels }, workload, options);
        // Which partial sums of a windowed output come back depends on the whole way of its windows.
        fc.pre(options.bias || problem.operands[OUT].windows.length === 0);
        const tiling = tilingOf(problem, mapping);
        const evaluator = new Evaluator(problem);
        const D = problem.dimensions.length;
        for (const l of problem.memories) {
          const { order: constraint } = memoryAt(problem, l);
          const allowed = (order: readonly number[]): boolean => {
            const names = order.map((d) => problem.dimensions[d]);
            return orderHolds(constraint, names);
          };
          const own = tiling.order.slice(l * D, l * D + D);
          const all = problem.dimensions.map((_, d) => d);
          const loops = all.filter((d) => tiling.factors[l * D + d] > 1);
          const rest = all.filter((d) => !loops.includes(d));
          const best = (orders: readonly (readonly number[])[]): { energy: number; latency: number } => {
            const found = { energy: Number.POSITIVE_INFINITY, latency: Number.POSITIVE_INFINITY };
            for (const order of orders) {
              tiling.order.set(order, l * D);
              evaluator.evaluate(tiling);
              found.energy = Math.min(found.energy, evaluator.energy);
              found.latency = Math.min(found.latency, evaluator.latency);
            }
            tiling.order.set(own, l * D);
            return found;
          };
          const permitted = permutations(loops)
            .filter(allowed)
            .map((order) => [...rest, ...order]);
          const looping = all.filter((d) => problem.sizes[d] > 1);
          const tried = dataflows(problem, l, looping);
          assert.ok(tried.length >= 1 && tried.length <= MAX_DATAFLOWS);
          for (const order of tried) {
            assert.equal(new Set(order).size, D);
            assert.ok(allowed(order.filter((d) => looping.includes(d))));
          }
          if (tried.length === MAX_DATAFLOWS) {
            capped++;
            continue;
          }
          const any = best(permitted);
          const ours = best(tried);
          assert.ok(ours.energy <= any.energy * (1 + 1e-12), `energy ${ours.energy}, not ${any.energy}, on ${l}`);
          assert.ok(ours.latency <= any.latency * (1 + 1e-12), `latency ${ours.latency}, not ${any.latency}, on ${l}`);
          if (permitted.length > 1) compared++;
        }
      }),
      { numRuns: 500, seed: 11 },
    );
    assert.ok(compared > 500 && capped < 20, `${compared} compared, ${capped} capped`);
  });
});
