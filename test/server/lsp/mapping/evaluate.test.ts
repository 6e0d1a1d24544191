import assert from 'node:assert/strict';
import { FILE, mb6, served } from '../puppet.js';

describe('The language server evaluates', () => {
  const session = served();

  const two = `${mb6}mapping a of mine on Eyeriss { DRAM: M 512, K 256, N 256 }\nmapping b of mine on Eyeriss { DRAM: N 256, K 256, M 512 }\n`;

  it('the mapping under the cursor', async () => {
    await session.editor.open(FILE, two);
    const outcome = await session.editor.request('factorflow/evaluate', {
      uri: FILE,
      position: { line: 2, character: 9 },
    });
    assert.equal(outcome.kind === 'evaluated' && outcome.report.mappingName, 'b');
  });

  it('none where several may be meant, and names them', async () => {
    await session.editor.open(FILE, two);
    const outcome = await session.editor.request('factorflow/evaluate', {
      uri: FILE,
      position: { line: 0, character: 0 },
    });
    assert.deepEqual(outcome, {
      kind: 'several',
      mappings: [
        { name: 'a', description: 'mine on Eyeriss' },
        { name: 'b', description: 'mine on Eyeriss' },
      ],
    });
  });

  it('none where there is none', async () => {
    await session.editor.open(FILE, mb6);
    assert.equal((await session.editor.request('factorflow/evaluate', { uri: FILE })).kind, 'unavailable');
    assert.equal(
      (await session.editor.request('factorflow/evaluate', { uri: FILE, mapping: 'a' })).kind,
      'unavailable',
    );
    assert.equal(
      (await session.editor.request('factorflow/evaluate', { uri: 'file:///gone.ffarch' })).kind,
      'unavailable',
    );
  });

  it('none of an architecture that stores an operand nowhere, or of another coupling, and says why', async () => {
    const levels =
      'memory D { size: unbounded; energy: 1 pJ; bandwidth: 8; bypass: W }; compute C { energy: 1 pJ; cycles: 1 }';
    const flawed = `${mb6}architecture Flawed : gemm { ${levels} }\nmapping a of mine on Flawed { D: M 512, K 256, N 256 }\nmapping b of mine on EyerissConv { }\n`;
    await session.editor.open(FILE, flawed);
    const stored = await session.editor.request('factorflow/evaluate', { uri: FILE, mapping: 'a' });
    assert.ok(stored.kind === 'unavailable' && /`W` is stored nowhere/.test(stored.message), JSON.stringify(stored));
    const other = await session.editor.request('factorflow/evaluate', { uri: FILE, mapping: 'b' });
    assert.equal(other.kind, 'unavailable', JSON.stringify(other));
  });

  it('an illegal mapping, next to its violations', async () => {
    await session.editor.open(FILE, `${mb6}mapping a of mine on Eyeriss { DRAM: M 500, K 256, N 256 }`);
    const outcome = await session.editor.request('factorflow/evaluate', { uri: FILE, mapping: 'a' });
    assert.ok(outcome.kind === 'evaluated' && outcome.report.violations.length > 0);
    assert.ok(outcome.kind === 'evaluated' && outcome.report.energy_pJ > 0);
  });
});
