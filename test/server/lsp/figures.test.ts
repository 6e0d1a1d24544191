import assert from 'node:assert/strict';
import { type CodeLens, CodeLensRequest } from 'vscode-languageserver/node';
import { percent } from '../../../language/figures.js';
import { DEFAULT_OPTIONS } from '../../../language/model/index.js';
import { comparison } from '../../../server/lsp/figures.js';
import type { BestKnown } from '../../../server/lsp/results/store.js';
import { DEFAULT_SEARCH, type MapReport, type SearchOptions } from '../../../server/mapper/request.js';
import { Editor } from './editor.js';
import { IN_THREAD, TINY } from './tiny.js';

const FILE = 'file:///work/figures.ffarch';
const text = (dram: string) => `${TINY}mapping mine of small on tiny { DRAM: ${dram} }
`;

describe('The figures over a mapping', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start(IN_THREAD);
  });
  afterEach(() => editor.stop());

  const titles = async (): Promise<string[]> => {
    const lenses = (await editor.connection.sendRequest(CodeLensRequest.type, {
      textDocument: { uri: FILE },
    })) as CodeLens[];
    return lenses.filter(({ range }) => range.start.line === 7).map(({ command }) => command!.title);
  };

  const map = async (own: Partial<SearchOptions> = {}) => {
    const outcome = await editor.request('factorflow/map', {
      job: 'job',
      uri: FILE,
      architecture: { uri: FILE, name: 'tiny' },
      workload: { uri: FILE, name: 'small' },
      options: DEFAULT_OPTIONS,
      search: { ...DEFAULT_SEARCH, objective: 'edp', ...own },
    });
    assert.ok(outcome.kind === 'mapped');
    return outcome.report;
  };
  const figures = async () => (await titles())[1];

  it('say how far it is from the best known mapping by the objective that is set', async () => {
    await editor.open(FILE, text('M 8, K 4, N 2'));
    await editor.configure({ mapper: { objective: 'edp' } });
    assert.match(await figures(), /^EDP .* J·cycle · [\d,]+ cycles · [\d.]+ % of the array used, [\d.]+ % of peak$/);
    const own = await editor.request('factorflow/evaluate', { uri: FILE, mapping: 'mine' });
    assert.ok(own.kind === 'evaluated');
    const unproven = await map({ strategy: 'factorflow' });
    const above = (best: MapReport) => percent(own.report.edp_pJ_cycles / best.edp_pJ_cycles - 1);
    assert.ok((await figures()).endsWith(` % of peak · ${above(unproven)} above the best known EDP`));
    const proven = await map();
    assert.ok((await figures()).endsWith(` % of peak · ${above(proven)} above the optimal EDP`));
    await editor.configure({ mapper: { objective: 'latency' } });
    assert.match(await figures(), / % of peak · .*best known latency$/);
    // What was found for other sizes is nothing to compare with.
    await editor.change(FILE, text('M 4, K 4, N 2').replace('M: 8', 'M: 4'));
    assert.match(await figures(), / % of peak$/);
    // But it holds again once they are back, under whatever names.
    await editor.change(FILE, text('M 8, K 4, N 2').replaceAll('tiny', 'mesh').replaceAll('small', 'little'));
    assert.match(await figures(), /best known latency$/);
  });

  it('call the mapping that was found optimal when that is proven', async () => {
    await editor.open(FILE, text('M 8, K 4, N 2'));
    await editor.configure({ mapper: { objective: 'edp' } });
    const { mapping } = await map();
    const loops = mapping
      .filter(({ loops }) => loops.length > 0)
      .map(({ level, loops }) => `${level}: ${loops.map(([dimension, n]) => `${dimension} ${n}`).join(', ')}`);
    await editor.change(FILE, text('').replace('DRAM: ', loops.join('\n')));
    assert.match(await figures(), / % of peak · optimal EDP$/);
  });

  it('count the rules that it breaks, and are left out where it has errors', async () => {
    await editor.open(FILE, text('M 4, K 4, N 2'));
    assert.deepEqual(await titles(), ['Evaluate Mapping', 'breaks 1 rule']);
    await editor.change(FILE, text('L 4'));
    assert.deepEqual(await titles(), ['Evaluate Mapping']);
  });
});

describe('A comparison with the best known mapping', () => {
  const best = (value: number, gap: number | null): BestKnown => ({ result: {} as BestKnown['result'], value, gap });

  it('says by which objective, in which direction, and what is proven', () => {
    assert.equal(comparison('wart', 90, best(100, null)), '10 % below the best known WART');
    assert.equal(comparison('edp', 110, best(100, 0)), '10 % above the optimal EDP');
    assert.equal(comparison('energy', 100, best(100, null)), 'best known energy');
    assert.equal(comparison('latency', 100, best(100, 5)), 'best known latency, within 5 % of the best possible');
    assert.equal(comparison('wart', 100 * (1 + 1e-12), best(100, 0)), 'optimal WART');
    assert.equal(comparison('edp', 98, best(100, null)), '2 % better than the best known EDP');
  });
});
