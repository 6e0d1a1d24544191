import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { TextDocument } from 'langium';
import { mappingsOfAll } from '../../../../client/panel/comparison/view.js';
import { mappingsOf, type NetworkShown } from '../../../../client/panel/network/view.js';
import type { Shown } from '../../../../client/panel/protocol.js';
import type { MapParams, MapReport } from '../../../../server/protocol/index.js';
import { checkout } from '../../../host/checkout.js';
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
      edit: await session.editor.request('factorflow/insertMappings', {
        uri,
        mappings: [{ architecture, workload, report }],
      }),
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
      const evaluated = await session.editor.request('factorflow/evaluate', { uri: FILE, mapping: edit.names[0]! });
      assert.equal(evaluated.kind, 'evaluated');
      if (evaluated.kind !== 'evaluated') return;
      const { search: _, ...numbers } = report;
      assert.deepEqual(evaluated.report, { ...numbers, mappingName: edit.names[0] });
      assert.deepEqual(evaluated.architecture, mine(change).architecture);
      assert.deepEqual(evaluated.workload, mine(change).workload);
    });
  }

  const two =
    'network two { "1/a b" : gemm { M: 512, K: 256, N: 256 }  "1_a_b" : gemm { M: 512, K: 256, N: 256 } x 3 }\n';

  /** An architecture with the levels of the one for which the puppet has mappings. */
  const source = readFileSync(checkout('language/library/architectures.ffarch'), 'utf8');
  const other = `${
    source
      .slice(source.search(/^architecture Eyeriss /m))
      .replace('Eyeriss', 'Other')
      .split(/^}\n/m)[0]
  }}\n`;

  const mapped = async (architecture: MapParams['architecture']): Promise<NetworkShown> => {
    const network = { uri: FILE, name: 'two' };
    const asked = { ...mine(), architecture, network };
    const outcome = await session.editor.request('factorflow/mapNetwork', asked);
    assert.ok(outcome.kind === 'mapped');
    return { network: outcome.network, uri: FILE, architecture };
  };

  /** Inserts what is copied of a page, and evaluates it. */
  const evaluates = async (text: string, shown: readonly Shown[], names: readonly string[]): Promise<void> => {
    const mappings = shown.map(({ architecture, workload, report }) => ({ architecture, workload, report }));
    const edit = await session.editor.request('factorflow/insertMappings', { uri: FILE, mappings });
    assert.ok(edit.kind === 'edit');
    assert.deepEqual(edit.names, names);
    const after = TextDocument.applyEdits(TextDocument.create(FILE, 'ffarch', 1, text), [edit]);
    assert.deepEqual(await session.editor.change(FILE, after), []);
    for (const [i, mapping] of edit.names.entries()) {
      const evaluated = await session.editor.request('factorflow/evaluate', { uri: FILE, mapping });
      assert.ok(evaluated.kind === 'evaluated');
      const { search: _, ...numbers } = mappings[i]!.report as MapReport;
      assert.deepEqual(evaluated.report, { ...numbers, mappingName: mapping });
    }
  };

  it('a mapping of each layer of a network, which evaluates to the same numbers', async () => {
    await session.editor.open(FILE, two);
    await evaluates(two, mappingsOf(await mapped(mine().architecture)), ['_1_a_b_Eyeriss', '_1_a_b_Eyeriss_2']);
  });

  it('a mapping of each layer on each architecture that is compared, which evaluates to the same numbers', async () => {
    await session.editor.open(FILE, two + other);
    const networks = [await mapped(mine().architecture), await mapped({ uri: FILE, name: 'Other' })];
    await evaluates(two + other, mappingsOfAll({ networks, uri: FILE }), [
      '_1_a_b_Eyeriss',
      '_1_a_b_Eyeriss_2',
      '_1_a_b_Other',
      '_1_a_b_Other_2',
    ]);
  });

  it('under a name that is free', async () => {
    const { edit } = await inserted(`${mb6}const mine_Eyeriss = 1\nconst mine_Eyeriss_2 = 2`);
    assert.equal(edit.kind === 'edit' && edit.names[0], 'mine_Eyeriss_3');
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
    const edit = await session.editor.request('factorflow/insertMappings', {
      uri,
      mappings: [{ architecture, workload: mine().workload, report }],
    });
    assert.match(JSON.stringify(edit), /workload mine_mapped : gemm \{\\n {2}M: 512, K: 256, N: 256\\n\}/);
    assert.match(JSON.stringify(edit), /mapping mine_Eyeriss of mine_mapped on Eyeriss \{/);
  });
});
