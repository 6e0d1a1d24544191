import assert from 'node:assert/strict';
import { DEFAULT_OPTIONS } from '../../../../language/model/index.js';
import { Mapper } from '../../../../server/mapper/job.js';
import { DEFAULT_SEARCH, type MapReport, type SearchOptions } from '../../../../server/mapper/request.js';
import { search } from '../../../../server/mapper/search.js';
import { NodeThreads } from '../../../../server/mapper/threads/node.js';
import type { Thread } from '../../../../server/mapper/threads/threads.js';
import { libraryPair } from '../../../golden/load.js';

/** Pairs whose proofs take enough labels for several threads to share them. */
const PAIRS = [
  ['Simba', 'BertLarge', 'KQV'],
  ['SimbaConv', 'BenchmarkConvs', 'XV'],
  ['SimbaConv', 'ResNet18', 'L15'],
] as const;
const OBJECTIVES = ['wart', 'energy'] as const;

describe('optimal on several threads', function () {
  this.timeout(120_000);
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

  for (const [pair, ragged] of [...PAIRS.map((pair) => [pair, false] as const), [PAIRS[1], true] as const]) {
    for (const objective of ragged ? (['wart'] as const) : OBJECTIVES) {
      const loops = ragged ? ' with ragged fanouts' : '';
      it(`finds the same mapping of ${pair[2]} on ${pair[0]} by ${objective}${loops}, to the last bit`, async () => {
        const alone = await map(pair, { threads: 1, objective, ragged });
        assert.equal(alone.search.proven, true);
        // Peers that start late join late, so the runs differ in who does what.
        for (const threads of [2, 3]) {
          const { search, ...report } = await map(pair, { threads, objective, ragged });
          const { search: own, ...expected } = alone;
          assert.deepEqual(report, expected);
          assert.equal(search.value, own.value);
          assert.equal(search.bound, own.bound);
        }
      });
    }
  }

  describe('where the machine has too few', () => {
    const { warn } = console;
    const { SharedArrayBuffer: Shared } = globalThis;
    const warnings: string[] = [];
    beforeEach(() => {
      warnings.length = 0;
      console.warn = (message) => void warnings.push(message);
    });
    afterEach(() => {
      console.warn = warn;
      globalThis.SharedArrayBuffer = Shared;
    });

    /** Searches in this thread, with peers from a host that starts so many. */
    function mapWith(threads: number, startable: number) {
      const [architecture, workload] = libraryPair('SimbaConv', 'BenchmarkConvs', 'XV');
      const host = { parallel: 1, sharedMemory: true, start: () => started() };
      let left = startable;
      const started = (): Thread => {
        if (left-- === 0) throw new Error('ERR_WORKER_INIT_FAILED: EAGAIN');
        return { post() {}, listen() {}, end: async () => {} };
      };
      const request = { architecture, workload, options: DEFAULT_OPTIONS, search: { ...DEFAULT_SEARCH, threads } };
      const result = search(request, { threads: host });
      assert.ok(result.kind === 'mapped', JSON.stringify(result));
      assert.equal(result.report.search.proven, true);
      return warnings;
    }

    it('threads, searches with fewer and says so in one line', () => {
      assert.deepEqual(mapWith(16, 3), ['The search has 4 of 16 threads: the machine has room for no more.']);
    });

    it('bytes, searches with fewer and says so in one line', () => {
      globalThis.SharedArrayBuffer = class extends Shared {
        constructor(bytes: number) {
          if (bytes > 2 ** 26) throw new RangeError('Array buffer allocation failed');
          super(bytes);
        }
      } as typeof Shared;
      assert.deepEqual(mapWith(16, 15), [`The search has 8 of 16 threads: the machine has room for no more.`]);
    });
  });
});
