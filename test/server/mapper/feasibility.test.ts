import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DEFAULT_OPTIONS, prepare, violationsOf } from '../../../language/model/index.js';
import { findLegal } from '../../../server/mapper/feasibility.js';
import { limitsOf } from '../../../server/mapper/limits.js';
import * as arbitrary from '../../arbitraries.js';
import { libraryPair } from '../../golden/load.js';
import { exhaust } from './exhaustive.js';

describe('feasibility', () => {
  for (const ragged of [false, true]) {
    const what = ragged ? ', with ragged fanouts' : '';
    it(`finds a legal mapping exactly where enumeration does${what}`, () => agrees(ragged));
  }

  function agrees(ragged: boolean): void {
    const found = { legal: 0, none: 0 };
    const problems = fc.tuple(arbitrary.pair(undefined, { largest: 8, constrained: 8 }), arbitrary.options);
    for (const [[architecture, workload], options] of fc.sample(problems, { seed: 17, numRuns: 600 })) {
      const problem = prepare(architecture, workload, options);
      const all = exhaust(problem, ragged ? 400 : 2_000, undefined, ragged);
      if (all === null) continue;
      const sizes = problem.sizes.map((size) => [size]);
      const result = findLegal(problem, limitsOf(problem), { sizes, ragged });
      assert.ok(result.kind !== 'undecided');
      assert.equal(
        result.kind === 'legal',
        all.mappings > 0,
        JSON.stringify({ ragged, architecture, workload, options }),
      );
      if (result.kind === 'legal') assert.deepEqual(violationsOf(problem, result.tiling), []);
      found[result.kind]++;
    }
    assert.ok(found.legal > 50 && found.none > 50, JSON.stringify(found));
  }

  it('finds one of several sizes, the smallest that is possible', () => {
    const [architecture, workload] = libraryPair('Gemmini', 'MaestroBlas', 'MB6');
    const problem = prepare(architecture, workload, DEFAULT_OPTIONS);
    const result = findLegal(problem, limitsOf(problem), {
      sizes: [[100, 111, 112, 128], [256], [256]],
      ragged: false,
    });
    assert.ok(result.kind === 'legal');
    assert.deepEqual(violationsOf(problem, result.tiling, [112, 256, 256]), []);
  });

  it('leaves open what takes more trials than it may take', () => {
    const problem = prepare(...libraryPair('Eyeriss', 'MaestroBlas', 'MB6'), DEFAULT_OPTIONS);
    const space = { sizes: problem.sizes.map((size) => [size]), ragged: false };
    assert.equal(findLegal(problem, limitsOf(problem), space, 1).kind, 'undecided');
    assert.equal(findLegal(problem, limitsOf(problem), space).kind, 'legal');
  });
});
