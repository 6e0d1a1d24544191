import assert from 'node:assert/strict';
import { DEFAULT_OPTIONS } from '../../../../language/model/index.js';
import { Mapper } from '../../../../server/mapper/job.js';
import { DEFAULT_SEARCH, type MapReport, type SearchOptions } from '../../../../server/mapper/request.js';
import { NodeThreads } from '../../../../server/mapper/threads/node.js';
import { libraryPair } from '../../../golden/load.js';

/** Pairs whose proofs take enough labels for several threads to share them. */
const PAIRS = [
  ['Simba', 'BertLarge', 'KQV'],
  ['Simba', 'MaestroBlas', 'MB5'],
  ['SimbaConv', 'ResNet18', 'L15'],
] as const;
const OBJECTIVES = ['wart', 'energy'] as const;

describe('optimal on several threads', function () {
  this.timeout(60_000);
  let mapper: Mapper;
  before(() => {
    mapper = new Mapper(new NodeThreads());
  });
  after(() => mapper.dispose());

  async function map(pair: (typeof PAIRS)[number], search: Partial<SearchOptions>): Promise<MapReport> {
    const [architecture, workload] = libraryPair(pair[0], pair[1], pair[2]);
    const request = { architecture, workload, options: DEFAULT_OPTIONS, search: { ...DEFAULT_SEARCH, ...search } };
    const result = await mapper.map(request);
    assert.ok(result.kind === 'mapped', JSON.stringify(result));
    return result.report;
  }

  for (const pair of PAIRS) {
    for (const objective of OBJECTIVES) {
      it(`finds the same mapping of ${pair[2]} on ${pair[0]} by ${objective}, to the last bit`, async () => {
        const alone = await map(pair, { threads: 1, objective });
        assert.equal(alone.search.proven, true);
        // Peers that start late join late, so that the runs differ in who does what.
        for (const threads of [2, 3]) {
          const { search, ...report } = await map(pair, { threads, objective });
          const { search: own, ...expected } = alone;
          assert.deepEqual(report, expected);
          assert.equal(search.value, own.value);
          assert.equal(search.bound, own.bound);
        }
      });
    }
  }
});
