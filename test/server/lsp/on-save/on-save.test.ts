import assert from 'node:assert/strict';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { DEFAULT_OPTIONS } from '../../../../language/model/index.js';
import { MOST_PAIRS } from '../../../../server/lsp/on-save/map-saved.js';
import type { SearchRunner } from '../../../../server/mapper/job.js';
import { DEFAULT_SEARCH, type MapRequest, type SearchOptions } from '../../../../server/mapper/request.js';
import { search } from '../../../../server/mapper/search.js';
import type { MapSavedOutcome, SavedPairs, SavedProgress } from '../../../../server/protocol/index.js';
import { Editor } from '../editor.js';
import { TINY } from '../tiny.js';

const FILE = 'file:///work/saved.ffarch';
const mine = 'mapping mine of small on tiny { DRAM: M 8, K 4, N 2 }\n';
const other = TINY.slice(0, TINY.indexOf('workload')).replace('tiny', 'wide').replace('[4]', '[8]');
const net = 'network net { small x 3, deep : gemm { M: 4, K: 4, N: 4 } }\n';

/** Searches in this thread, once it is let. */
class Runner implements SearchRunner {
  readonly requests: MapRequest[] = [];
  hold: Promise<unknown> = Promise.resolve();
  outOfTime = false;

  async map(request: MapRequest, { signal }: Parameters<SearchRunner['map']>[1]) {
    this.requests.push(request);
    const aborted = new Promise((resolve) => signal!.addEventListener('abort', resolve));
    await Promise.race([this.hold, aborted]);
    return signal!.aborted || this.outOfTime ? ({ kind: 'cancelled' } as const) : search(request);
  }

  /** What was mapped, in order. */
  get names(): string[] {
    return this.requests.map(({ workload, architecture }) => `${workload.name} on ${architecture.name}`);
  }

  dispose(): void {}
}

describe('Mapping what is saved', () => {
  let editor: Editor;
  let runner: Runner;
  beforeEach(async () => {
    runner = new Runner();
    editor = await Editor.start(runner);
  });
  afterEach(() => editor.stop());

  const save = (
    pairs: SavedPairs,
    token?: CancellationTokenSource['token'],
    change: Partial<SearchOptions> = {},
  ): Promise<MapSavedOutcome> => {
    const params = {
      job: 'job',
      uri: FILE,
      pairs,
      options: DEFAULT_OPTIONS,
      search: { ...DEFAULT_SEARCH, threads: 2, ...change },
    };
    return editor.request('factorflow/mapSaved', params, token);
  };
  const map = (workload: string, architecture: string) =>
    editor.request('factorflow/map', {
      job: 'own',
      uri: FILE,
      architecture: { uri: FILE, name: architecture },
      workload: { uri: FILE, name: workload },
      options: DEFAULT_OPTIONS,
      search: DEFAULT_SEARCH,
    });

  it('takes the pairs of mappings and those that were mapped before, or all that fit', async () => {
    await editor.open(FILE, TINY + other + mine + net);
    assert.deepEqual(await save('known'), { mapped: 1, known: 0, without: 0 });
    assert.deepEqual(runner.names, ['small on tiny']);
    assert.deepEqual([runner.requests[0].search.threads, runner.requests[0].search.timeLimit], [1, 10]);
    await map('small', 'wide');
    await editor.change(FILE, (TINY + other + mine + net).replaceAll('energy: 64', 'energy: 65'));
    runner.requests.length = 0;
    assert.deepEqual(await save('known'), { mapped: 2, known: 0, without: 0 });
    assert.deepEqual(runner.names, ['small on wide', 'small on tiny']);
    runner.requests.length = 0;
    assert.deepEqual(await save('all'), { mapped: 2, known: 2, without: 0 });
    assert.deepEqual(runner.names, ['deep on tiny', 'deep on wide']);
  });

  it('does nothing for what is known already', async () => {
    await editor.open(FILE, TINY + mine);
    await save('known');
    assert.deepEqual(await save('known'), { mapped: 0, known: 1, without: 0 });
    // A comment and a new name change nothing.
    await editor.change(FILE, `// So.\n${(TINY + mine).replaceAll('tiny', 'mesh')}`);
    assert.deepEqual(await save('all'), { mapped: 0, known: 1, without: 0 });
    assert.equal(runner.requests.length, 1);
  });

  it('leaves out what has errors, and has no number for what has no mapping', async () => {
    await editor.open(FILE, `${TINY}workload bad : gemm { M: 0 }\n`);
    assert.deepEqual(await save('all'), { mapped: 1, known: 0, without: 0 });
    const impossible = TINY.replace('size: 16', 'size: 1').replace('over M', 'over M\n');
    await editor.change(FILE, impossible);
    assert.deepEqual(await save('all'), { mapped: 0, known: 0, without: 1 });
    assert.deepEqual(await save('known'), { mapped: 0, known: 0, without: 1 });
  });

  it('searches again for what has no mapping only when that may have changed', async () => {
    const impossible = TINY.replace('size: 16', 'size: 1') + mine;
    const searched = async (text: string, expected: Partial<MapSavedOutcome>, pad = false) => {
      runner.requests.length = 0;
      await editor.change(FILE, text);
      assert.deepEqual(await save('known', undefined, { pad }), { mapped: 0, known: 0, without: 0, ...expected });
      return runner.requests.length;
    };
    await editor.open(FILE, '');
    assert.equal(await searched(impossible, { without: 1 }), 1);
    assert.equal(await searched(impossible, { without: 1 }), 0);
    assert.equal(await searched(`// So.\n${impossible.replaceAll('tiny', 'mesh')}`, { without: 1 }), 0);
    // Other sizes could be possible.
    assert.equal(await searched(impossible, { without: 1 }, true), 1);
    assert.equal(await searched(impossible.replace('M: 8', 'M: 4'), { without: 1 }), 1);
    assert.equal(await searched(`const room = 1\n${impossible.replace('size: 1;', 'size: room;')}`, { without: 1 }), 0);
    assert.equal(await searched(`const room = 16\n${impossible.replace('size: 1;', 'size: room;')}`, { mapped: 1 }), 1);
  });

  it('searches again for what had too little time only in another way', async () => {
    await editor.open(FILE, TINY + mine);
    runner.outOfTime = true;
    for (const searches of [1, 1]) {
      assert.deepEqual(await save('known'), { mapped: 0, known: 0, without: 1 });
      assert.equal(runner.requests.length, searches);
    }
    runner.outOfTime = false;
    assert.deepEqual(await save('known', undefined, { objective: 'latency' }), { mapped: 1, known: 0, without: 0 });
  });

  it('gives hovers and lists numbers, but leaves the last that was asked for the last', async () => {
    await editor.open(FILE, TINY + other);
    await map('small', 'tiny');
    assert.deepEqual(await save('all'), { mapped: 1, known: 1, without: 0 });
    const { results } = await editor.request('factorflow/overview', null);
    assert.deepEqual(
      results.map(({ architecture }) => architecture.name),
      ['tiny', 'wide'],
    );
  });

  it('takes a bounded number of pairs', async () => {
    const workloads = Array.from(
      { length: MOST_PAIRS + 3 },
      (_, i) => `workload w${i} : gemm { M: ${i + 1}, K: 1, N: 1 }`,
    );
    await editor.open(FILE, `${TINY}${workloads.join('\n')}\n`);
    assert.deepEqual(await save('all'), { mapped: MOST_PAIRS, known: 0, without: 0 });
  });

  it('makes way for a search that somebody waits for', async () => {
    await editor.open(FILE, TINY + other + mine);
    let go = (_?: unknown) => {};
    runner.hold = new Promise((resolve) => {
      go = resolve;
    });
    const begun = new Promise<SavedProgress>((resolve) => editor.on('factorflow/savedProgress', resolve));
    const saved = save('known');
    const { done, pairs, architecture, workload } = await begun;
    assert.deepEqual([done, pairs, architecture.name, workload.name], [0, 1, 'tiny', 'small']);
    runner.hold = Promise.resolve();
    const outcome = await map('small', 'wide');
    assert.equal(outcome.kind, 'mapped');
    go();
    assert.deepEqual(await saved, { mapped: 1, known: 0, without: 0 });
    assert.deepEqual(runner.names, ['small on tiny', 'small on wide', 'small on tiny']);
  });

  it('ends when it is cancelled, and when the document is saved again', async () => {
    await editor.open(FILE, TINY + mine);
    runner.hold = new Promise(() => {});
    const begin = (token?: CancellationTokenSource['token']) => {
      const begun = new Promise((resolve) => editor.on('factorflow/savedProgress', resolve));
      const saved = save('known', token);
      return { begun, saved };
    };
    const source = new CancellationTokenSource();
    const first = begin(source.token);
    await first.begun;
    source.cancel();
    assert.deepEqual(await first.saved, { mapped: 0, known: 0, without: 1 });
    const second = begin();
    await second.begun;
    runner.hold = Promise.resolve();
    assert.deepEqual(await save('known'), { mapped: 1, known: 0, without: 0 });
    assert.deepEqual(await second.saved, { mapped: 0, known: 0, without: 1 });
  });
});
