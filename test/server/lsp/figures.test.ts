import assert from 'node:assert/strict';
import { type CodeLens, CodeLensRequest } from 'vscode-languageserver/node';
import { percent } from '../../../language/figures.js';
import { DEFAULT_OPTIONS } from '../../../language/model/index.js';
import { DEFAULT_SEARCH } from '../../../server/mapper/request.js';
import { search } from '../../../server/mapper/search.js';
import { Editor } from './editor.js';

const FILE = 'file:///work/figures.ffarch';
const text = (dram: string) => `architecture tiny : gemm {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }
  fanout PEs[4] over M
  memory Register { size: 16; energy: 1 pJ; bandwidth: 4 }
  compute MAC { energy: 1 pJ; cycles: 1 }
}
workload small : gemm { M: 8, K: 4, N: 2 }
mapping mine of small on tiny { DRAM: ${dram} }
`;

describe('The figures over a mapping', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start({
      map: async (request) => search(request, { cancelled: () => false }),
      dispose: () => {},
    });
  });
  afterEach(() => editor.stop());

  const titles = async (): Promise<string[]> => {
    const lenses = (await editor.connection.sendRequest(CodeLensRequest.type, {
      textDocument: { uri: FILE },
    })) as CodeLens[];
    return lenses.filter(({ range }) => range.start.line === 7).map(({ command }) => command!.title);
  };

  it('say how far it is from what the mapper found', async () => {
    await editor.open(FILE, text('M 8, K 4, N 2'));
    assert.match((await titles())[1], /^EDP .* J·cycle · [\d,]+ cycles · [\d.]+ % utilized$/);
    const own = await editor.request('factorflow/evaluate', { uri: FILE, mapping: 'mine' });
    const best = await editor.request('factorflow/map', {
      job: 'job',
      uri: FILE,
      architecture: { uri: FILE, name: 'tiny' },
      workload: { uri: FILE, name: 'small' },
      options: DEFAULT_OPTIONS,
      search: { ...DEFAULT_SEARCH, objective: 'edp' },
    });
    assert.ok(own.kind === 'evaluated' && best.kind === 'mapped');
    const above = own.report.edp_pJ_cycles / best.report.edp_pJ_cycles - 1;
    assert.ok(above > 0);
    assert.ok((await titles())[1].endsWith(` utilized · ${percent(above)} above the last result`));
    // What was found for other sizes is nothing to compare with.
    await editor.change(FILE, text('M 4, K 4, N 2').replace('M: 8', 'M: 4'));
    assert.match((await titles())[1], / utilized$/);
  });

  it('count the rules that it breaks, and are left out where it has errors', async () => {
    await editor.open(FILE, text('M 4, K 4, N 2'));
    assert.deepEqual(await titles(), ['Evaluate Mapping', 'breaks 1 rule']);
    await editor.change(FILE, text('L 4'));
    assert.deepEqual(await titles(), ['Evaluate Mapping']);
  });
});
