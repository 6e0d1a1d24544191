import assert from 'node:assert/strict';
import { DEFAULT_OPTIONS } from '../../../../language/model/index.js';
import { Mapper } from '../../../../server/mapper/job.js';
import { DEFAULT_SEARCH, type MapReport, type SearchOptions } from '../../../../server/mapper/request.js';
import { search } from '../../../../server/mapper/search.js';
import { NodeThreads } from '../../../../server/mapper/threads/node.js';
import type { Thread } from '../../../../server/mapper/threads/threads.js';
import { libraryPair } from '../../../golden/load.js';

/** Searches that have enough left to do when the first sweeps are over for several threads to share it. */
const SHARED = [
  { pair: ['SimbaConv', 'BenchmarkConvs', 'XV'], objective: 'energy', ragged: false },
  { pair: ['GemminiConv', 'BenchmarkConvs', 'XIV'], objective: 'latency', ragged: false },
  { pair: ['GemminiConv', 'BenchmarkConvs', 'I'], objective: 'latency', ragged: true },
] as const;

describe('optimal on several threads', () => {
  let mapper: Mapper;
  before(() => {
    mapper = new Mapper(new NodeThreads({ worker: new URL('three-processors.ts', import.meta.url) }));
  });
  after(() => mapper.dispose());

  async function map(pair: readonly [string, string, string], search: Partial<SearchOptions>): Promise<MapReport> {
    const [architecture, workload] = libraryPair(...pair);
    const request = { architecture, workload, options: DEFAULT_OPTIONS, search: { ...DEFAULT_SEARCH, ...search } };
    const result = await mapper.map(request);
    assert.ok(result.kind === 'mapped', JSON.stringify(result));
    return result.report;
  }

  for (const { pair, ...options } of SHARED) {
    const loops = options.ragged ? ' with ragged fanouts' : '';
    it(`finds the same mapping of ${pair[2]} on ${pair[0]} by ${options.objective}${loops}, to the last bit`, async () => {
      const alone = await map(pair, { threads: 1, ...options });
      assert.equal(alone.search.proven, true);
      // Peers that start late join late, so the runs differ in who does what.
      for (const threads of [2, 3]) {
        const { search, ...report } = await map(pair, { threads, ...options });
        const { search: own, ...expected } = alone;
        assert.deepEqual(report, expected);
        assert.equal(search.value, own.value);
        assert.equal(search.bound, own.bound);
      }
    });
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
      const host = { parallel: 16, sharedMemory: true, start: () => started() };
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
