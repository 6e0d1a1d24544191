import assert from 'node:assert/strict';
import { CancellationTokenSource, HoverRequest, ReferencesRequest } from 'vscode-languageserver/node';
import { Mapper } from '../../../../server/mapper/job.js';
import { DEFAULT_SEARCH } from '../../../../server/mapper/request.js';
import { NodeThreads } from '../../../../server/mapper/threads/node.js';
import { Editor } from '../editor.js';

const FILE = 'file:///work/typed.ffarch';
const workload = (size: number | string) => `workload mine : gemm { M: ${size}, K: 256, N: 256 }\n`;

describe('The language server, while somebody types,', () => {
  let editor: Editor;

  beforeEach(async () => {
    editor = await Editor.start(new Mapper(new NodeThreads()));
    await editor.open(FILE, workload(512));
    editor.answered.splice(0);
  });
  afterEach(() => editor.stop());

  /** After this nothing is underway any more. */
  const settled = () =>
    editor.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri: FILE },
      position: { line: 0, character: 10 },
    });

  it('answers a burst of keystrokes once, for the last state', async () => {
    const texts = ['5', '51', '51x', '51', '0'].map(workload);
    const [problem] = await editor.burst(FILE, texts);
    await settled();
    assert.deepEqual(editor.answered, [6]);
    assert.equal(problem.code, 'ffarch/not-positive');
  });

  it('answers bursts in a long file once, though the first keystrokes are already at work', async () => {
    const architecture = 'architecture A : gemm {\n  memory D {\n    size: 3\n  }\n}\n'.repeat(200);
    const texts = Array.from({ length: 40 }, (_, i) => architecture + workload(i));
    await editor.burst(FILE, texts.slice(0, 20));
    await editor.burst(FILE, texts.slice(20));
    await settled();
    assert.deepEqual(editor.answered, [21, 41]);
  });

  it('answers each keystroke that it has time for', async () => {
    await editor.change(FILE, workload(51));
    await editor.change(FILE, workload(5));
    await settled();
    assert.deepEqual(editor.answered, [2, 3]);
  });

  it('is not delayed by a search in the worker', async () => {
    const cancel = new CancellationTokenSource();
    const params = {
      job: 'one',
      uri: FILE,
      workload: { uri: 'ffarch-library:/benchmarks.ffarch', name: 'ResNet18.L5' },
      architecture: { uri: 'ffarch-library:/architectures.ffarch', name: 'SimbaConv' },
      options: { bias: false, freeDrains: false, timeloopBounds: false },
      // A sample of all there is to sample: it ends when it is told to.
      search: { ...DEFAULT_SEARCH, strategy: 'random' as const, timeLimit: null },
    };
    let ended = false;
    const begun = new Promise<void>((resolve) => editor.on('factorflow/mapProgress', () => resolve()));
    const outcome = editor.request('factorflow/map', params, cancel.token).finally(() => {
      ended = true;
    });
    await begun;
    for (const size of [51, 5, 0]) await editor.change(FILE, workload(size));
    assert.equal(ended, false);
    assert.deepEqual(editor.answered, [2, 3, 4]);
    cancel.cancel();
    assert.equal((await outcome).kind, 'mapped');
  });

  it('finds references in declarations that edits have moved', async () => {
    const coupling = 'coupling c { dims A, B Out[A] += W[A] * In[B] }\n';
    const text = `${coupling}workload w : c { A: 1, B: 2 }\n`;
    await editor.change(FILE, text);
    await editor.change(FILE, `const a = 1\n\n${text}`);
    const places = await editor.connection.sendRequest(ReferencesRequest.type, {
      textDocument: { uri: FILE },
      position: { line: 2, character: 'coupling c { dims '.length },
      context: { includeDeclaration: true },
    });
    assert.deepEqual(
      places!.map(({ range: { start } }) => [start.line, start.character]),
      [
        [2, 18],
        [2, 27],
        [2, 35],
        [3, 17],
      ],
    );
  });
});
