import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Evaluator, prepare, violationsOf } from '../../../../language/model/index.js';
import { SearchControl } from '../../../../server/mapper/control.js';
import { OBJECTIVES } from '../../../../server/mapper/objective.js';
import { optimal } from '../../../../server/mapper/optimal/index.js';
import { DEFAULT_SEARCH, OBJECTIVE_NAMES, type ObjectiveName } from '../../../../server/mapper/request.js';
import * as arbitrary from '../../../arbitraries.js';
import { exhaust } from '../exhaustive.js';

/** Problems of each kind to compare; a longer run sets more. */
const PROBLEMS = Number(process.env.EXHAUSTIVE_PROBLEMS ?? 60);
/** Problems with more mappings than this are skipped; those with ragged fanouts have more, which say less each. */
const LIMIT = 20_000;
const RAGGED_LIMIT = 4_000;
/** The search takes labels as equal whose sums differ by rounding. */
const NOISE = 1e-10;

/** Records every bound that the search claims. */
class Watched extends SearchControl {
  readonly claimed: number[] = [];
  override raiseBound(bound: number): void {
    this.claimed.push(bound);
    super.raiseBound(bound);
  }
}

/** How much worse `value` is than `than`, relatively; negative if better. */
function worse(name: ObjectiveName, value: number, than: number): number {
  return OBJECTIVES[name].higherIsBetter ? than / value - 1 : value / than - 1;
}

describe('optimal against exhaustive enumeration', function () {
  this.timeout(1_200_000);

  for (const versatile of [false, true]) {
    for (const ragged of [false, true]) {
      const what = versatile ? 'that may bypass, count in bits and keep windows otherwise' : 'of plain memories';
      const loops = ragged ? ', with ragged fanouts' : '';
      it(`finds the best of every objective on ${PROBLEMS} random problems ${what}${loops}, and no bound is wrong`, () =>
        compare(versatile, ragged));
    }
  }

  function compare(versatile: boolean, ragged: boolean): void {
    let compared = 0;
    const problems = fc.tuple(arbitrary.pair(undefined, { largest: 8, constrained: 4, versatile }), arbitrary.options);
    const samples = fc.sample(problems, { seed: Number(process.env.SEED ?? 20261123), numRuns: 4 * PROBLEMS });
    for (const [[architecture, workload], options] of samples) {
      if (compared === PROBLEMS) break;
      const problem = prepare(architecture, workload, options);
      const all = exhaust(problem, ragged ? RAGGED_LIMIT : LIMIT, undefined, ragged);
      if (all === null) continue;
      compared++;
      for (const objective of OBJECTIVE_NAMES) {
        const control = new Watched(problem, { ...DEFAULT_SEARCH, objective, ragged });
        optimal({ problem, sizes: problem.sizes.map((size) => [size]), legal: null }, control);
        const where = () => JSON.stringify({ objective, ragged, architecture, workload, options });
        if (all.best === null) {
          assert.equal(control.best, null, where());
          continue;
        }
        assert.ok(control.best !== null, `nothing found: ${where()}`);
        const { tiling, value } = control.best;
        assert.deepEqual(violationsOf(problem, tiling), [], where());
        const evaluator = new Evaluator(problem);
        evaluator.evaluate(tiling);
        assert.equal(value, control.objective.value(evaluator), where());
        const best = all.best[objective];
        assert.ok(Math.abs(worse(objective, value, best)) <= NOISE, `${value} instead of ${best}: ${where()}`);
        assert.equal(control.gap, 0, where());
        if (objective === 'latency') {
          // Cycles are exact, so ties are.
          const least = all.tieBreak[objective]!;
          assert.ok(evaluator.energy <= least * (1 + NOISE), `${evaluator.energy} pJ, not ${least}: ${where()}`);
        }
        for (const bound of control.claimed) {
          assert.ok(worse(objective, bound, best) <= NOISE, `bound ${bound} beyond ${best}: ${where()}`);
        }
      }
    }
    assert.equal(compared, PROBLEMS);
  }
});
