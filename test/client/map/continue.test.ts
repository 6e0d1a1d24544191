import assert from 'node:assert/strict';
import { toContinue } from '../../../client/map/continue.js';
import { DEFAULT_OPTIONS } from '../../../language/model/index.js';
import { DEFAULT_SEARCH, type SearchOptions } from '../../../server/mapper/request.js';
import { search } from '../../../server/mapper/search.js';
import { libraryPair } from '../../golden/load.js';

describe('A search that goes on', () => {
  const [architecture, workload] = libraryPair('Gemmini', 'MaestroBlas', 'MB6');
  const padded = { ...workload, sizes: { M: 100, K: 256, N: 1000 } };

  for (const [stopped, searched, sizes] of [
    ['of other loops', { objective: 'edp', ragged: true }, workload],
    ['of loops that divide', { ragged: false }, workload],
    ['by another strategy', { strategy: 'random', objective: 'energy' }, workload],
    ['of sizes that grew', { pad: true }, padded],
  ] as const) {
    it(`searches for the same as one ${stopped}, whatever the settings are by now`, () => {
      const options: SearchOptions = { ...DEFAULT_SEARCH, ...searched, timeLimit: 0 };
      const result = search({ architecture, workload: sizes, options: DEFAULT_OPTIONS, search: options });
      assert.ok(result.kind === 'mapped', result.kind);
      const { report } = result;
      const settings: SearchOptions = {
        ...DEFAULT_SEARCH,
        objective: 'latency',
        ragged: !options.ragged,
        timeLimit: 1,
      };
      assert.deepEqual(
        { ...settings, ...toContinue(report.search, report.padded !== undefined) },
        { ...options, timeLimit: null },
      );
    });
  }
});
