import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
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

  it('an illegal mapping, with the place of each broken rule and what makes it legal', async () => {
    const mapping =
      'mapping a of mine on Eyeriss {\n  DRAM: M 500, K 2, N 1\n  SACols: K 128\n  GlobalBuffer: N 256\n}\n';
    const text = `${mb6}${mapping}`;
    await session.editor.open(FILE, text);
    const outcome = await session.editor.request('factorflow/evaluate', { uri: FILE, mapping: 'a' });
    assert.ok(outcome.kind === 'evaluated');
    const document = TextDocument.create(FILE, '', 0, text);
    const lines = outcome.places.map((place) => document.getText(place!.range));
    assert.deepEqual(
      outcome.report.violations.map(({ rule, level }, i) => [rule, level, lines[i]]),
      [
        ['product', null, 'M 500'],
        ['mesh', 'SACols', 'K 128'],
      ],
    );
    await session.editor.change(FILE, TextDocument.applyEdits(document, outcome.repair!));
    const after = await session.editor.request('factorflow/evaluate', { uri: FILE, mapping: 'a' });
    assert.ok(after.kind === 'evaluated');
    assert.deepEqual([after.report.violations, after.places, after.repair], [[], [], null]);
  });

  it('a mapping that breaks a single rule, with what makes it legal, the order of loops included', async () => {
    const ordered = `architecture Ordered : gemm {
  memory D { size: unbounded; energy: 1 pJ; bandwidth: 8; order: M, K, N }
  compute C { energy: 1 pJ; cycles: 1 }
}
`;
    const text = `${mb6}${ordered}mapping a of mine on Ordered {\n  D: N 256, K 256, M 512\n}\n`;
    await session.editor.open(FILE, text);
    const outcome = await session.editor.request('factorflow/evaluate', { uri: FILE, mapping: 'a' });
    assert.ok(outcome.kind === 'evaluated' && outcome.repair);
    assert.deepEqual(
      outcome.report.violations.map(({ rule }) => rule),
      ['order'],
    );
    assert.ok(
      TextDocument.applyEdits(TextDocument.create(FILE, '', 0, text), outcome.repair).includes(
        'D: M 512, K 256, N 256',
      ),
    );
  });

  it('a mapping that nothing makes legal, without a repair', async () => {
    const levels = 'memory D { size: 4; energy: 1 pJ; bandwidth: 8 }; compute C { energy: 1 pJ; cycles: 1 }';
    const text = `${mb6}architecture Small : gemm { ${levels} }\nmapping a of mine on Small { D: M 512, K 256, N 256 }\n`;
    await session.editor.open(FILE, text);
    const outcome = await session.editor.request('factorflow/evaluate', { uri: FILE, mapping: 'a' });
    assert.ok(outcome.kind === 'evaluated');
    assert.deepEqual([outcome.report.violations.map(({ rule }) => rule), outcome.repair], [['capacity'], null]);
  });
});
