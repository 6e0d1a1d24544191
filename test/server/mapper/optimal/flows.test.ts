import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Evaluator, type Problem, prepare, type Tiling, tilingOf } from '../../../../language/model/index.js';
import { limitsOf } from '../../../../server/mapper/limits.js';
import { Bounds } from '../../../../server/mapper/optimal/bounds.js';
import { costOf } from '../../../../server/mapper/optimal/cost.js';
import { Flows } from '../../../../server/mapper/optimal/flows.js';
import { type Label, newLabel } from '../../../../server/mapper/optimal/label.js';
import { Lattice } from '../../../../server/mapper/optimal/lattice.js';
import { layoutOf } from '../../../../server/mapper/optimal/layout.js';
import type { ObjectiveName } from '../../../../server/mapper/request.js';
import * as arbitrary from '../../../arbitraries.js';

/** Sums of the same words in another order. */
const NOISE = 1e-9;

interface Replay {
  readonly energy: number;
  readonly latency: number;
  /** The lower bound after each decision. */
  readonly bounds: readonly number[];
}

/** Builds a mapping from compute outwards, decision by decision, as the search does. */
function replay(problem: Problem, { factors, order }: Tiling, objective: ObjectiveName): Replay {
  const D = problem.dimensions.length;
  const L = problem.levels.length;
  const layout = layoutOf(problem);
  const flows = new Flows(problem, layout, problem.sizes);
  const lattice = new Lattice(problem.sizes);
  const cost = costOf(problem, { objective }, flows.macs);
  const lower = new Bounds(problem, layout, limitsOf(problem), lattice, cost);
  const label: Label = newLabel(layout.width, D);
  const bounds: number[] = [];
  const bound = (l: number): void => {
    label.index.set(lattice.blocks.map((own, d) => own.indexOf(problem.sizes[d] / label.extents[d])));
    const rank = lattice.stride.reduce((sum, stride, d) => sum + stride * label.index[d], 0);
    bounds.push(lower.lowerBound(label, label.index, rank, l));
  };
  flows.start(label, factors.slice((L - 1) * D));
  bound(L - 2);
  for (let l = L - 2; l >= 0; l--) {
    if (problem.levels[l].type === 'fanout') {
      flows.unroll(label, l, factors.slice(l * D, l * D + D));
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
  const { energy, latency } = flows.outcome(label.slots);
  return { energy, latency, bounds };
}

const fitsMeshes = (problem: Problem, { factors }: Tiling): boolean =>
  problem.spatials.every((l) => {
    const D = problem.dimensions.length;
    const level = problem.levels[l];
    return level.type === 'memory' || factors.slice(l * D, l * D + D).reduce((a, b) => a * b, 1) <= level.mesh;
  });

describe('flows of the optimal search', function () {
  this.timeout(60_000);

  it('add up to the evaluation, and no bound on the way exceeds the cost', () => {
    const unconstrained = arbitrary.evaluation(arbitrary.pair(undefined, { constrained: 0 }));
    const objectives = fc.constantFrom<ObjectiveName>('wart', 'edp', 'energy', 'latency');
    fc.assert(
      fc.property(unconstrained, objectives, ({ architecture, workload, mapping, options }, objective) => {
        const problem = prepare(architecture, workload, options);
        const tiling = tilingOf(problem, mapping);
        fc.pre(fitsMeshes(problem, tiling));
        const evaluator = new Evaluator(problem);
        evaluator.evaluate(tiling);
        const replayed = replay(problem, tiling, objective);
        if (layoutOf(problem).exact) {
          assert.ok(Math.abs(replayed.energy / evaluator.energy - 1) <= NOISE, 'energy');
          assert.ok(Math.abs(replayed.latency / evaluator.latency - 1) <= NOISE, 'latency');
        }
        assert.ok(replayed.energy <= evaluator.energy * (1 + NOISE));
        assert.ok(replayed.latency <= evaluator.latency * (1 + NOISE));
        const instances = evaluator.macs / evaluator.loops.steps;
        const cost = costOf(problem, { objective }, evaluator.macs).of(evaluator.energy, evaluator.latency, instances);
        for (const bound of replayed.bounds) assert.ok(bound <= cost * (1 + NOISE), `${bound} of ${cost}`);
      }),
      { seed: 20261123, numRuns: 3000 },
    );
  });
});
