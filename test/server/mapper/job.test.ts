import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEFAULT_OPTIONS } from '../../../language/model/index.js';
import { Mapper, type MapperOptions } from '../../../server/mapper/job.js';
import { DEFAULT_SEARCH, type MapRequest, type Progress, type SearchOptions } from '../../../server/mapper/request.js';
import { search } from '../../../server/mapper/search.js';
import { NodeThreads } from '../../../server/mapper/threads/node.js';
import type { Threads } from '../../../server/mapper/threads/threads.js';
import { libraryPair } from '../../golden/load.js';
import { SeparateThreads } from './separate-threads.js';

const request = (layer: [string, string, string], own: Partial<SearchOptions> = {}): MapRequest => {
  const [architecture, workload] = libraryPair(...layer);
  return { architecture, workload, options: DEFAULT_OPTIONS, search: { ...DEFAULT_SEARCH, ...own } };
};

/** A search that takes seconds. */
const long = request(['SimbaConv', 'BenchmarkConvs', 'XIII'], { objective: 'latency' });
const short = request(['Eyeriss', 'MaestroBlas', 'MB6']);

describe('the mapper in a worker', () => {
  let folder: string;
  const mappers: Mapper[] = [];
  const mapperWith = (threads: Threads = new NodeThreads(), options: MapperOptions = {}): Mapper => {
    const mapper = new Mapper(threads, options);
    mappers.push(mapper);
    return mapper;
  };
  /** A worker that runs this text. */
  const workerOf = (text: string): Threads => {
    const file = path.join(folder, `worker-${mappers.length}.cjs`);
    writeFileSync(file, `const { parentPort } = require('node:worker_threads');\n${text}`);
    return new NodeThreads({ worker: file });
  };
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'mapper-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(async () => {
    for (const mapper of mappers.splice(0)) await mapper.dispose();
  });

  it('finds what the search finds in this thread', async () => {
    const result = await mapperWith().map(short);
    const own = search(short);
    assert.ok(result.kind === 'mapped' && own.kind === 'mapped');
    assert.deepEqual(result.report.mapping, own.report.mapping);
    assert.deepEqual(result.report.levels, own.report.levels);
  });

  it('searches in the worker that it has started before, and says only then that there can be none', async () => {
    const threads = new NodeThreads();
    let started = 0;
    const counted: Threads = {
      ...threads,
      start: () => {
        started++;
        return threads.start();
      },
    };
    const ready = mapperWith(counted);
    ready.warmUp();
    assert.equal(started, 1);
    assert.equal((await ready.map(short)).kind, 'mapped');
    assert.equal(started, 1);
    const full = mapperWith({
      ...counted,
      start: () => {
        throw new Error('no thread is left');
      },
    });
    full.warmUp();
    const result = await full.map(short);
    assert.match(result.kind === 'failed' ? result.message : result.kind, /no thread is left/);
  });

  it('is cancelled with the best so far, and then maps again', async () => {
    const mapper = mapperWith(new NodeThreads(), { workers: 1 });
    const stop = new AbortController();
    const shown: Progress[] = [];
    const result = await mapper.map(long, {
      signal: stop.signal,
      progress: (progress) => {
        shown.push(progress);
        if (progress.best !== null) stop.abort();
      },
    });
    assert.ok(result.kind === 'mapped', JSON.stringify(result));
    assert.equal(result.stopped, 'cancelled');
    assert.equal(result.report.search.proven, false);
    assert.ok(shown.length > 0);
    assert.equal((await mapper.map(short)).kind, 'mapped');
  });

  it('without shared memory has one thread, and is cancelled with the best that it showed', async () => {
    const mapper = mapperWith(new SeparateThreads(), { workers: 1 });
    const stop = new AbortController();
    let shown: Progress | null = null;
    const result = await mapper.map(
      { ...long, search: { ...long.search, threads: 2 } },
      {
        signal: stop.signal,
        progress: (progress) => {
          if (shown === null && progress.best !== null) {
            shown = progress;
            stop.abort();
          }
        },
      },
    );
    assert.ok(result.kind === 'mapped' && shown !== null, JSON.stringify(result));
    assert.equal(result.stopped, 'cancelled');
    assert.equal(result.report.search.threads, 1);
    assert.ok(Number.isFinite(result.report.search.value));
    assert.equal((await mapper.map(short)).kind, 'mapped');
  });

  it('does not begin what is cancelled already', async () => {
    const stop = new AbortController();
    stop.abort();
    assert.deepEqual(await mapperWith().map(short, { signal: stop.signal }), { kind: 'cancelled' });
  });

  it('says so when the worker dies, and goes on with another', async () => {
    const dying = mapperWith(workerOf("parentPort.on('message', () => process.exit(3));"));
    for (let i = 0; i < 2; i++) {
      const result = await dying.map(short);
      assert.ok(result.kind === 'failed', JSON.stringify(result));
      assert.match(result.message, /exit code 3/);
    }
  });

  it('says so when the worker throws, or is not there', async () => {
    const throwing = mapperWith(workerOf("parentPort.on('message', () => { throw new Error('out of luck'); });"));
    const thrown = await throwing.map(short);
    assert.ok(thrown.kind === 'failed');
    assert.match(thrown.message, /out of luck/);
    const absent = await mapperWith(new NodeThreads({ worker: path.join(folder, 'absent.cjs') })).map(short);
    assert.equal(absent.kind, 'failed');
  });

  it('ends a worker that does not answer to cancellation', async () => {
    const deaf = mapperWith(workerOf("parentPort.on('message', () => { for (;;); });"));
    const stop = new AbortController();
    const result = deaf.map(short, { signal: stop.signal });
    stop.abort();
    assert.deepEqual(await result, { kind: 'cancelled' });
  });
});
