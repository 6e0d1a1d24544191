import assert from 'node:assert/strict';
import { standardLibrary } from '../../../../language/library/standard.js';
import type { Candidates } from '../../../../server/protocol/index.js';
import { FILE, mb6, served } from '../puppet.js';

describe('The language server lists candidates', () => {
  const session = served();

  const names = ({ architectures, workloads, pairs }: Candidates, origin: string) =>
    pairs
      .map(([a, w]) => [architectures[a], workloads[w]])
      .filter((pair) => pair.every((candidate) => candidate.origin === origin))
      .map((pair) => pair.map(({ reference }) => reference.name).join(' '));

  it('of the document, and of the library beside it', async () => {
    await session.editor.open(
      FILE,
      `${mb6}
      workload conv1 : conv { M: 1, P: 1, Q: 1, C: 1, R: 1, S: 1 }
      network net { layer : gemm { M: 1, K: 2, N: 3 } x 3; mine }
      architecture tiny : gemm {
        memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }
        fanout PEs[4] over M
        compute MAC { energy: 1 pJ; cycles: 1 }
      }`,
    );
    const found = await session.editor.request('factorflow/candidates', { uri: FILE });
    assert.deepEqual(names(found, 'file'), ['tiny mine', 'tiny net.layer']);
    assert.deepEqual(
      found.architectures.filter(({ origin }) => origin === 'library').map(({ reference }) => reference.name),
      standardLibrary().architectures.map(({ name }) => name),
    );
    assert.ok(names(found, 'library').includes('Eyeriss MaestroBlas.MB6'));
    assert.ok(!names(found, 'library').some((pair) => /^Eyeriss Vgg16\./.test(pair)));
    assert.deepEqual(found.architectures[0], {
      reference: { uri: FILE, name: 'tiny' },
      origin: 'file',
      description: 'DRAM · PEs[4] · MAC',
      couplings: ['gemm'],
    });
    assert.deepEqual(found.workloads[2], {
      reference: { uri: FILE, name: 'net.layer' },
      origin: 'file',
      network: 'net',
      description: 'M 1 · K 2 · N 3',
      couplings: ['gemm'],
    });
  });

  it('under the cursor', async () => {
    await session.editor.open(FILE, `${mb6}workload other : gemm { M: 1, K: 1, N: 1 }`);
    const found = await session.editor.request('factorflow/candidates', {
      uri: FILE,
      position: { line: 1, character: 12 },
    });
    assert.equal(found.workloads[found.workloadAtPosition!].reference.name, 'other');
    assert.equal(found.architectureAtPosition, null);
  });

  it('of the library alone for a document that is gone', async () => {
    const found = await session.editor.request('factorflow/candidates', { uri: 'file:///gone.ffarch' });
    assert.ok(found.pairs.length > 0);
    assert.deepEqual(new Set(found.workloads.map(({ origin }) => origin)), new Set(['library']));
  });
});
