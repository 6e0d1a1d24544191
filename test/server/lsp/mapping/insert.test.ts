import assert from 'node:assert/strict';
import { TextDocument } from 'langium';
import type { MapParams } from '../../../../server/protocol/index.js';
import { library } from '../library.js';
import { FILE, mb6, mine, served } from '../puppet.js';

describe('The language server inserts', () => {
  const session = served();

  const inserted = async (text: string, change: Partial<MapParams> = {}) => {
    await session.editor.open(FILE, text);
    const outcome = await session.editor.request('factorflow/map', mine(change));
    assert.equal(outcome.kind, 'mapped');
    if (outcome.kind !== 'mapped') throw new Error();
    const { architecture, workload, uri } = mine(change);
    const { report } = outcome;
    return {
      report,
      edit: await session.editor.request('factorflow/insertMapping', { uri, architecture, workload, report }),
    };
  };

  for (const [name, text, change] of [
    ['of a workload of the document', mb6, {}],
    [
      'of a layer of the document',
      'network net { "mine+" : gemm { M: 512, K: 256, N: 256 } }\n',
      { workload: { uri: FILE, name: 'net.mine+' } },
    ],
    ['of a layer of the library', '// nothing yet', { workload: library('MaestroBlas.MB6') }],
  ] as const) {
    it(`a mapping ${name}, which evaluates to the same numbers`, async () => {
      const { report, edit } = await inserted(text, change);
      assert.equal(edit.kind, 'edit');
      if (edit.kind !== 'edit') return;
      const document = TextDocument.create(FILE, 'ffarch', 1, text);
      const after = TextDocument.applyEdits(document, [edit]);
      assert.deepEqual(await session.editor.change(FILE, after), []);
      const evaluated = await session.editor.request('factorflow/evaluate', { uri: FILE, mapping: edit.name });
      assert.equal(evaluated.kind, 'evaluated');
      if (evaluated.kind !== 'evaluated') return;
      const { search: _, ...numbers } = report;
      assert.deepEqual(evaluated.report, { ...numbers, mappingName: edit.name });
      assert.deepEqual(evaluated.architecture, mine(change).architecture);
      assert.deepEqual(evaluated.workload, mine(change).workload);
    });
  }

  it('under a name that is free', async () => {
    const { edit } = await inserted(`${mb6}const mine_Eyeriss = 1\nconst mine_Eyeriss_2 = 2`);
    assert.equal(edit.kind === 'edit' && edit.name, 'mine_Eyeriss_3');
  });

  it('nothing where a declaration of the document hides what was mapped', async () => {
    const hidden = `${mb6}architecture Eyeriss : gemm {
      memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }
      compute MAC { energy: 1 pJ; cycles: 1 }
    }`;
    const { edit } = await inserted(hidden);
    assert.equal(edit.kind, 'unavailable');
    assert.match(JSON.stringify(edit), /Eyeriss means another declaration here/);
  });

  it('nothing into an open comment', async () => {
    const { edit } = await inserted(`${mb6}/* to be continued`);
    assert.equal(edit.kind, 'unavailable');
    assert.match(JSON.stringify(edit), /inside a comment or an unclosed brace/);
  });

  it('the sizes that were mapped, where the workload has others by now', async () => {
    const { report } = await inserted(mb6);
    const { architecture, uri } = mine();
    await session.editor.change(FILE, mb6.replace('512', '500'));
    const edit = await session.editor.request('factorflow/insertMapping', {
      uri,
      architecture,
      workload: mine().workload,
      report,
    });
    assert.match(JSON.stringify(edit), /workload mine_mapped : gemm \{\\n {2}M: 512, K: 256, N: 256\\n\}/);
    assert.match(JSON.stringify(edit), /mapping mine_Eyeriss of mine_mapped on Eyeriss \{/);
  });
});
