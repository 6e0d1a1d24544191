import assert from 'node:assert/strict';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { Editor } from '../editor.js';
import { FILE, mb6, mine, Puppet, served } from '../puppet.js';

describe('The language server maps', () => {
  const session = served();

  it('a workload of the document on an architecture of the library', async () => {
    await session.editor.open(FILE, mb6);
    const progress: unknown[] = [];
    session.editor.on('factorflow/mapProgress', (at) => progress.push(at));
    const outcome = await session.editor.request('factorflow/map', mine());
    assert.equal(outcome.kind, 'mapped');
    assert.equal(outcome.kind === 'mapped' && outcome.report.latency_cycles, 524288);
    assert.deepEqual(progress, [
      { job: 'one', phase: 'descending', evaluations: 7, seconds: 0.1, best: 3, bound: 4.5, gap: 50 },
    ]);
  });

  it('from a mapping that is known, and from none otherwise', async () => {
    await session.editor.open(FILE, mb6);
    const first = await session.editor.request('factorflow/map', mine());
    assert.ok(first.kind === 'mapped');
    await session.editor.request('factorflow/map', mine({ start: first.report.mapping }));
    const [without, start] = session.mapper.requests.map((request) => request.start);
    assert.equal(without, undefined);
    assert.deepEqual(
      start?.map(({ level, loops }) => [level, loops.map(({ dimension, iterations }) => [dimension, iterations])]),
      first.report.mapping.map(({ level, loops }) => [level, loops]),
    );
  });

  it('nothing that is gone, and says so', async () => {
    const outcome = await session.editor.request('factorflow/map', mine());
    assert.deepEqual(outcome, { kind: 'unavailable', message: `mine is no longer in ${FILE}.` });
  });

  it('nothing that has errors, and says which', async () => {
    await session.editor.open(FILE, 'workload mine : gemm { M: 512, K: 0, N: 256 }');
    const outcome = await session.editor.request('factorflow/map', mine());
    assert.equal(outcome.kind, 'unavailable');
    assert.match(JSON.stringify(outcome), /mine has an error in line 1: /);
  });

  it('nothing that does not fit, and says why', async () => {
    await session.editor.open(FILE, 'workload mine : conv { M: 1, P: 1, Q: 1, C: 1, R: 1, S: 1 }');
    const outcome = await session.editor.request('factorflow/map', mine());
    assert.equal(outcome.kind, 'unavailable');
    assert.match(JSON.stringify(outcome), /gemm has no dimension/);
    assert.equal(session.mapper.requests.length, 0);
  });
});

describe('The language server, with a search that runs,', () => {
  let editor: Editor;
  const mapper = new Puppet(true);
  const started = () =>
    new Promise<void>((resolve) => {
      mapper.started = resolve;
    });

  beforeEach(async () => {
    editor = await Editor.start(mapper);
    await editor.open(FILE, mb6);
  });
  afterEach(() => editor.stop());

  it('answers with the best so far when the user cancels', async () => {
    const running = started();
    const cancel = new CancellationTokenSource();
    const outcome = editor.request('factorflow/map', mine(), cancel.token);
    await running;
    cancel.cancel();
    assert.equal(((await outcome) as { stopped?: string }).stopped, 'cancelled');
  });

  it('lets a second search of the pair supersede it', async () => {
    const first = started();
    const older = editor.request('factorflow/map', mine());
    await first;
    const cancel = new CancellationTokenSource();
    const second = started();
    const newer = editor.request('factorflow/map', mine({ job: 'two' }), cancel.token);
    await second;
    assert.deepEqual(await older, { kind: 'superseded' });
    cancel.cancel();
    assert.equal((await newer).kind, 'mapped');
  });

  it('goes on when the document changes and closes, and loses nothing', async () => {
    const running = started();
    const cancel = new CancellationTokenSource();
    const outcome = editor.request('factorflow/map', mine(), cancel.token);
    await running;
    await editor.change(FILE, 'workload other : gemm { M: 1, K: 1, N: 1 }');
    await editor.close(FILE);
    cancel.cancel();
    const { kind, ...mapped } = await outcome;
    assert.equal(kind, 'mapped');
    assert.deepEqual((mapped as { report: { sizes: unknown } }).report.sizes, { M: 512, K: 256, N: 256 });
  });
});
