import assert from 'node:assert/strict';
import { DEFAULT_OPTIONS, Evaluator, prepare, violationsOf } from '../../../../language/model/index.js';
import { OptimalSearch } from '../../../../server/mapper/optimal/search.js';
import { Trace } from '../../../../server/mapper/optimal/trace.js';
import { libraryPair } from '../../../golden/load.js';

const HOOKS = { stop: () => false, count: () => {}, bound: () => {} };

describe('optimal without enough memory', () => {
  it('keeps the gap open and the result right', () => {
    const [architecture, workload] = libraryPair('Eyeriss', 'BertLarge', 'KTQ');
    const problem = prepare(architecture, workload, DEFAULT_OPTIONS);
    const goal = { objective: 'edp' as const };
    const choice = { sizes: problem.sizes, bypass: new Uint8Array(problem.levels.length), ragged: false };
    const unlimited = new OptimalSearch(problem, choice, goal);
    const all = unlimited.sweep(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, HOOKS);
    assert.equal(all.lowest, Number.POSITIVE_INFINITY);
    const evaluator = new Evaluator(problem);
    evaluator.evaluate(all.best!);
    const optimum = evaluator.edp;

    const lowestBounds: number[] = [];
    for (const kilobytes of [64, 512, 2048]) {
      const search = new OptimalSearch(problem, choice, goal, [new Trace()], kilobytes * 1024);
      const { lowest, best } = search.sweep(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, HOOKS);
      lowestBounds.push(lowest);
      // What was dropped may have been better, and its bound says so.
      assert.ok(lowest <= optimum || best !== null, `${kilobytes} KiB`);
      if (best === null) continue;
      assert.deepEqual(violationsOf(problem, best), []);
      evaluator.evaluate(best);
      assert.ok(evaluator.edp >= optimum * (1 - 1e-10));
      assert.ok(
        Math.min(lowest, evaluator.edp) <= optimum * (1 + 1e-10),
        `${kilobytes} KiB: bound ${lowest} of ${optimum}`,
      );
    }
    assert.ok(Math.min(...lowestBounds) < optimum, 'nothing was dropped that could have been better');
  });
});
