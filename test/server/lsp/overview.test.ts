import assert from 'node:assert/strict';
import type { InitializationOptions } from '../../../server/protocol/index.js';
import { Editor } from './editor.js';
import { IN_THREAD } from './tiny.js';

const A = 'file:///work/a.ffarch';
const B = 'file:///work/b.ffarch';
const text = `architecture tiny : gemm {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }
  fanout PEs[4] over M
  compute MAC { energy: 1 pJ; cycles: 1 }
}
mapping mine of small on tiny { DRAM: M 8, K 4, N 2 }
network net {
  small x 3
  deep : gemm { M: 4, K: 4, N: 4 }
}
workload small : gemm { M: 8, K: 4, N: 2 }
`;

describe('The overview of a workspace', () => {
  let editor: Editor;
  const start = (options: InitializationOptions = { commands: true }) => Editor.start(IN_THREAD, options);
  beforeEach(async () => {
    editor = await start();
  });
  afterEach(() => editor.stop());

  it('has what files declare, each with its place and what it is', async () => {
    await editor.open(B, 'workload other : gemm { M: 1, K: 1, N: 1 }\n');
    await editor.open(A, text);
    const { architectures, workloads, networks, mappings, results } = await editor.request('factorflow/overview', null);
    const at = (line: number, from: number, to: number) => ({
      start: { line, character: from },
      end: { line, character: to },
    });
    assert.deepEqual(architectures, [
      { reference: { uri: A, name: 'tiny' }, range: at(0, 13, 17), description: 'DRAM · PEs[4] · MAC' },
    ]);
    assert.deepEqual(
      workloads.map(({ reference, description }) => [reference, description]),
      [
        [{ uri: A, name: 'small' }, 'M 8 · K 4 · N 2'],
        [{ uri: B, name: 'other' }, 'M 1 · K 1 · N 1'],
      ],
    );
    assert.equal(networks[0].description, '2 layers: small × 3 · deep');
    assert.deepEqual(networks[0].layers, [
      {
        reference: { uri: A, name: 'small' },
        name: 'small',
        uri: A,
        range: at(7, 2, 7),
        description: '× 3: M 8 · K 4 · N 2',
      },
      {
        reference: { uri: A, name: 'net.deep' },
        name: 'deep',
        uri: A,
        range: at(8, 2, 6),
        description: 'M 4 · K 4 · N 4',
      },
    ]);
    assert.deepEqual(mappings, [
      { reference: { uri: A, name: 'mine' }, range: at(5, 8, 12), description: 'of small on tiny' },
    ]);
    assert.deepEqual(results, []);
  });

  it('is read from what is half written', async () => {
    await editor.open(
      A,
      'architecture tiny : ge\nworkload\nmapping m of\nnetwork n { la : gemm { M: }\nworkload w : gemm { M: }',
    );
    const { architectures, workloads, networks, mappings } = await editor.request('factorflow/overview', null);
    const names = [architectures, workloads, networks, mappings].map((list) =>
      list.map(({ reference }) => reference.name),
    );
    assert.deepEqual([names[0], names[3]], [['tiny'], ['m']]);
    assert.ok(names[1].includes('w'));
  });

  it('is announced after edits, and where a document has gone', async () => {
    let seen = (_: string) => {};
    editor.on('factorflow/declarationsChanged', async () => {
      const { workloads } = await editor.request('factorflow/overview', null);
      seen(workloads.map(({ description }) => description).join());
    });
    const announced = (wanted: string) =>
      new Promise<void>((resolve) => {
        seen = (workloads) => workloads === wanted && resolve();
      });
    await editor.open('untitled:one', text);
    for (const size of [1, 2, 3]) await editor.change('untitled:one', text.replace('M: 8', `M: ${size}`));
    await announced('M 3 · K 4 · N 2');
    await editor.close('untitled:one');
    await announced('');
  });
});
