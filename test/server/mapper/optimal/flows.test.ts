import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  Evaluator,
  type Problem,
  prepare,
  type Tiling,
  tilingOf,
  violationsOf,
} from '../../../../language/model/index.js';
import { keeping } from '../../../../server/mapper/keeping.js';
import { limitsOf } from '../../../../server/mapper/limits.js';
import { newLabel, UNCOMPARED } from '../../../../server/mapper/optimal/label.js';
import { type Outcome, rulesOf } from '../../../../server/mapper/optimal/rules.js';
import type { ObjectiveName } from '../../../../server/mapper/request.js';
import * as arbitrary from '../../../arbitraries.js';

/** Sums of the same words in another order. */
const NOISE = 1e-9;

interface Replay extends Outcome {
  /** Whether the figures are exact; else they are bounds. */
  readonly exact: boolean;
  /** The lower bound after each decision. */
  readonly bounds: readonly number[];
}

/** Builds a mapping from compute outwards, decision by decision, as the search does. */
function replay(whole: Problem, tiling: Tiling, objective: ObjectiveName, ragged: boolean): Replay {
  const { factors, order } = tiling;
  const problem = keeping(whole, tiling.bypass);
  const D = problem.dimensions.length;
  const L = problem.levels.length;
  const rules = rulesOf(problem, limitsOf(problem), problem.sizes, { objective }, ragged);
  const { flows, lattice, width } = rules;
  const label = newLabel(width, D);
  const bounds: number[] = [];
  const bound = (l: number): void => {
    label.index.set(lattice.blocks.map((own, d) => own.indexOf(Math.ceil(problem.sizes[d] / label.extents[d]))));
    const rank = lattice.stride.reduce((sum, stride, d) => sum + stride * label.index[d], 0);
    bounds.push(rules.bounds.lowerBound(label, label.index, rank, l));
  };
  flows.start(label, factors.slice((L - 1) * D));
  bound(L - 2);
  for (let l = L - 2; l >= 0; l--) {
    if (problem.levels[l].type === 'fanout') {
      flows.unroll(label, l, factors.slice(l * D, l * D + D));
      bound(l - 1);
      continue;
    }
    if (problem.levels[l].type === 'link') {
      flows.pass(label, l);
      bound(l - 1);
      continue;
    }
    let loops = 0;
    for (let i = D - 1; i >= 0; i--) {
      const d = order[l * D + i];
      if (factors[l * D + d] === 1) continue;
      flows.loop(label, l, d, factors[l * D + d], loops++ === 0);
      bound(l);
    }
    flows.close(label, l);
    if (l > 0) bound(l - 1);
  }
  const exact = rules.comparable && (label.flags & UNCOMPARED) === 0;
  return { ...flows.outcome(label.slots), exact, bounds };
}

/** Whether the search could decide a mapping but for the capacities and orders that levels ask for. */
const isPlaceable = (problem: Problem, tiling: Tiling): boolean =>
  violationsOf(problem, tiling).every(({ rule }) => rule === 'capacity' || rule === 'order');

describe('flows of the optimal search', () => {
  for (const ragged of [false, true]) {
    const loops = ragged ? 'ragged fanouts' : 'loops that divide';
    it(`add up to the evaluation with ${loops}, and no bound on the way exceeds the cost`, () => {
      const pairs = arbitrary.pair(undefined, { constrained: 0, versatile: true });
      const objectives = fc.constantFrom<ObjectiveName>('wart', 'edp', 'energy', 'latency');
      let exact = 0;
      fc.assert(
        fc.property(arbitrary.evaluation(pairs, { ragged }), objectives, (sample, objective) => {
          const problem = prepare(sample.architecture, sample.workload, sample.options);
          const tiling = tilingOf(problem, sample.mapping);
          fc.pre(isPlaceable(problem, tiling));
          const evaluator = new Evaluator(problem);
          evaluator.evaluate(tiling);
          const { energy, latency, macs } = evaluator;
          const replayed = replay(problem, tiling, objective, ragged);
          // Without cycles in the objective, what only they depend on is not followed to the end.
          const timed = objective !== 'energy';
          if (replayed.exact) {
            exact++;
            assert.ok(
              Math.abs(replayed.energy / energy - 1) <= NOISE || !timed,
              `${replayed.energy} pJ, not ${energy}`,
            );
            assert.ok(
              Math.abs(replayed.latency / latency - 1) <= NOISE || !timed,
              `${replayed.latency}, not ${latency}`,
            );
          } else if (timed) {
            assert.ok(replayed.energy <= energy * (1 + NOISE), `${replayed.energy} pJ of ${energy}`);
            assert.ok(replayed.latency <= latency * (1 + NOISE), `${replayed.latency} cycles of ${latency}`);
          }
          const cost = rulesOf(problem, limitsOf(problem), problem.sizes, { objective }, false).cost;
          const most = cost.of(energy, latency, macs / evaluator.loops.steps) * (1 + NOISE);
          for (const bound of replayed.bounds) assert.ok(bound <= most, `${bound} of ${most}`);
        }),
        { seed: 20261123, numRuns: 3000 },
      );
      assert.ok(exact > 1500, `${exact} are exact`);
    });
  }
});
