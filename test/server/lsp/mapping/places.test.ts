import assert from 'node:assert/strict';
import { FILE, served } from '../puppet.js';

const text = `workload small : gemm { M: 64, K: 32, N: 16 }
architecture tiny : gemm {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }
  fanout PEs[4] over M
  compute MAC { energy: 1 pJ; cycles: 1 }
}
mapping mine of small on tiny {
  DRAM: M 16, K 32, N 16
  PEs: M 4
}
`;

describe('The language server finds levels', () => {
  const session = served();
  const architecture = { uri: FILE, name: 'tiny' };
  const said = async (params: { mapping?: { uri: string; name: string } }) => {
    const places = await session.editor.request('factorflow/places', { architecture, ...params });
    return places.map(({ level, dimension, uri, range, name }) => {
      assert.equal(uri, FILE);
      return [level, dimension, range.start.line, range.end.line, name.start.line, name.start.character];
    });
  };
  const levels = [
    ['DRAM', null, 2, 2, 2, 9],
    ['PEs', null, 3, 3, 3, 9],
    ['MAC', null, 4, 4, 4, 10],
  ];

  it('of an architecture where they are declared', async () => {
    await session.editor.open(FILE, text);
    assert.deepEqual(await said({}), levels);
  });

  it('and the lines and loops of a mapping', async () => {
    await session.editor.open(FILE, text);
    assert.deepEqual(await said({ mapping: { uri: FILE, name: 'mine' } }), [
      ...levels,
      ['DRAM', null, 7, 7, 7, 2],
      ['DRAM', 'M', 7, 7, 7, 8],
      ['DRAM', 'K', 7, 7, 7, 14],
      ['DRAM', 'N', 7, 7, 7, 20],
      ['PEs', null, 8, 8, 8, 2],
      ['PEs', 'M', 8, 8, 8, 7],
    ]);
  });

  it('and nothing of what is not there', async () => {
    await session.editor.open(FILE, text);
    assert.deepEqual(await said({ mapping: { uri: FILE, name: 'other' } }), levels);
    const nowhere = { architecture: { uri: FILE, name: 'other' } };
    assert.deepEqual(await session.editor.request('factorflow/places', nowhere), []);
  });
});
