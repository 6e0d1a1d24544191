import assert from 'node:assert/strict';
import { CodeLensRequest, HoverRequest, RenameRequest } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { DEFAULT_OPTIONS } from '../../../../language/model/index.js';
import { DEFAULT_SEARCH, type SearchOptions } from '../../../../server/mapper/request.js';
import type { MapOutcome } from '../../../../server/protocol/index.js';
import { Editor } from '../editor.js';
import { IN_THREAD, TINY } from '../tiny.js';

const FILE = 'file:///work/results.ffarch';
const tiny = { uri: FILE, name: 'tiny' };
const small = { uri: FILE, name: 'small' };

const start = (results?: unknown) => Editor.start(IN_THREAD, { commands: true, results });

describe('Past results', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await start();
    await editor.open(FILE, TINY);
  });
  afterEach(() => editor.stop());

  const map = (own: Partial<SearchOptions> = {}, pair = { architecture: tiny, workload: small }): Promise<MapOutcome> =>
    editor.request('factorflow/map', {
      job: 'job',
      uri: FILE,
      ...pair,
      options: DEFAULT_OPTIONS,
      search: { ...DEFAULT_SEARCH, ...own },
    });
  const kept = async (): Promise<unknown> =>
    JSON.parse(JSON.stringify(await editor.request('factorflow/keptResults', null)));
  const list = async () => (await editor.request('factorflow/overview', null)).results;
  const hover = async (): Promise<string> => {
    const position = { line: 3, character: 10 };
    const answer = await editor.connection.sendRequest(HoverRequest.type, { textDocument: { uri: FILE }, position });
    return (answer!.contents as { value: string }).value;
  };

  /** Another server, as after a reload of the window, with what this one gave to be kept. */
  const restart = async (results?: unknown): Promise<void> => {
    results ??= await kept();
    await editor.stop();
    editor = await start(results);
    await editor.open(FILE, TINY);
  };

  it('give hovers and lists their numbers after a reload', async () => {
    const changed = new Promise((resolve) => editor.on('factorflow/resultsChanged', resolve));
    const outcome = await map();
    await changed;
    assert.ok(outcome.kind === 'mapped');
    const [before, [one]] = [await hover(), await list()];
    assert.match(before, /In the last result, for `small`:/);
    assert.deepEqual(
      [one.architecture, one.workload, one.objective, one.gap, one.best],
      [tiny, small, 'wart', 0, true],
    );
    assert.equal(one.value, outcome.report.wart);
    await restart();
    const [again] = await list();
    assert.equal(await hover(), before);
    assert.deepEqual({ ...again, id: one.id }, one);
    const full = await editor.request('factorflow/result', { id: again.id });
    assert.ok(full.kind === 'result');
    assert.deepEqual(full.report, outcome.report);
    assert.deepEqual([full.stopped, full.uri, full.basis], [outcome.stopped, FILE, outcome.basis]);
  });

  it('say what has changed since, and hold again once it is changed back', async () => {
    await map();
    const outdated = async () => (await list()).map((one) => one.outdated);
    await editor.change(FILE, TINY.replace('energy: 64', 'energy: 65'));
    assert.deepEqual(await outdated(), ['before the last changes of tiny']);
    assert.match(await hover(), /, \*\*before the last changes of tiny\*\*:/);
    await editor.change(FILE, TINY.replace('M: 8', 'M: 16'));
    assert.deepEqual(await outdated(), ['before the last changes of small']);
    await editor.change(FILE, TINY.replace(/workload.*/, ''));
    assert.deepEqual(await outdated(), ['before small was removed']);
    await editor.change(FILE, `\n// Moved.\n${TINY}`);
    assert.deepEqual(await outdated(), [null]);
    await editor.configure({ model: { bias: true } });
    assert.deepEqual(await outdated(), ['with other settings of the model']);
  });

  it('follow what is only called otherwise by now', async () => {
    await map();
    await editor.change(FILE, TINY.replace('tiny', 'mesh').replace('small', 'little'));
    const [{ id, architecture, workload, outdated }] = await list();
    assert.deepEqual([architecture.name, workload.name, outdated], ['mesh', 'little', null]);
    const full = await editor.request('factorflow/result', { id });
    assert.ok(full.kind === 'result');
    assert.deepEqual([full.report.architecture, full.report.workload], ['mesh', 'little']);
    assert.match(await hover(), /In the last result, for `little`:/);
  });

  describe('whose parts are renamed', () => {
    const OWN = `const words = 16
coupling mine { dims A, B, C strides s; Out[A][C] += W[A][B] * In[s*B][C] }
architecture tiny : mine {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8; order: A, B, C }
  fanout PEs[4] over A
  memory Register { size: words; energy: 1 pJ; bandwidth: 4; bypass: In; factors: B <= 4 }
  compute MAC { energy: 1 pJ; cycles: 1 }
}
workload small : mine { A: 8, B: 4, C: 2, s: 1 }
mapping m of small on tiny { DRAM: A 2, B 4, C 2; PEs: A 4 }
`;
    const renamed: [what: string, line: number, character: number, word: string][] = [
      ['a memory', 3, 9, 'DRAM'],
      ['a fanout', 4, 9, 'PEs'],
      ['the compute level', 6, 10, 'MAC'],
      ['a dimension', 1, 21, 'A'],
      ['a stride', 1, 37, 's'],
      ['an operand', 1, 40, 'Out'],
      ['the coupling', 1, 9, 'mine'],
      ['a constant', 0, 6, 'words'],
      ['the architecture', 2, 13, 'tiny'],
      ['the workload', 8, 9, 'small'],
    ];

    for (const [what, line, character, word] of renamed) {
      it(`hold, and have the new name: ${what}`, async () => {
        await editor.change(FILE, OWN);
        const outcome = await map();
        assert.ok(outcome.kind === 'mapped');
        const lenses = async () => {
          const found = await editor.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: FILE } });
          return found?.map(({ command }) => command!.title).filter((title) => title.startsWith('EDP'));
        };
        const before = await lenses();
        assert.match(before![0], /optimal WART/);
        const textDocument = { uri: FILE };
        const params = { textDocument, position: { line, character }, newName: 'fresh' };
        const edit = await editor.connection.sendRequest(RenameRequest.type, params);
        const text = TextDocument.applyEdits(TextDocument.create(FILE, '', 0, OWN), edit!.changes![FILE]);
        await editor.change(FILE, text);
        assert.deepEqual(await lenses(), before);
        const [{ id, outdated, architecture, workload }] = await list();
        assert.equal(outdated, null);
        const full = await editor.request('factorflow/result', { id });
        assert.ok(full.kind === 'result');
        const expected = JSON.stringify(outcome.report).replaceAll(`"${word}"`, '"fresh"');
        // The panel has no names of couplings and constants.
        assert.deepEqual(full.report, JSON.parse(expected));
        // Results under both names come together, and back after a reload.
        assert.equal((await map({ objective: 'latency' }, { architecture, workload })).kind, 'mapped');
        const all = await list();
        await restart();
        await editor.change(FILE, text);
        const nameless = (results: typeof all) => results.map((one) => ({ ...one, id: '' }));
        assert.deepEqual(nameless(await list()), nameless(all));
        assert.deepEqual(await lenses(), before);
      });
    }
  });

  it('are listed once for a pair and a kind of search, those that hold first', async () => {
    await map();
    await editor.change(FILE, TINY.replace('energy: 64', 'energy: 65'));
    await map();
    assert.deepEqual(
      (await list()).map(({ objective, outdated }) => [objective, outdated]),
      [['wart', null]],
    );
    await map({ objective: 'latency' });
    assert.deepEqual((await list()).map(({ objective }) => objective).sort(), ['latency', 'wart']);
    // The architecture is what it was when it was first mapped: that result holds, the two others do not.
    await editor.change(FILE, TINY);
    assert.deepEqual(
      (await list()).map(({ objective, outdated }) => [objective, outdated]),
      [['wart', null]],
    );
  });

  it('can be removed', async () => {
    await map();
    const [{ id }] = await list();
    await editor.request('factorflow/removeResults', { ids: [id] });
    assert.deepEqual(await list(), []);
    assert.equal((await editor.request('factorflow/result', { id })).kind, 'unavailable');
    assert.match(await hover(), /Nothing has been mapped on `tiny` yet/);
  });

  it('that are damaged are dropped with a line in the log', async () => {
    await restart({ version: 99, architectures: [], answers: [] });
    assert.deepEqual(await list(), []);
    assert.equal(editor.log.filter((line) => /were dropped: they are of version 99, not 1/.test(line)).length, 1);
  });

  it('of an earlier model are dropped with a line in the log', async () => {
    await restart({ version: 1, architectures: [], answers: [] });
    assert.deepEqual(await list(), []);
    assert.equal(editor.log.filter((line) => /were dropped: they are by version 1 of the model/.test(line)).length, 1);
  });
});
