import assert from 'node:assert/strict';
import { TextDocument } from 'langium';
import { type CodeAction, type CodeActionContext, CodeActionRequest } from 'vscode-languageserver/node';
import { DEFAULT_OPTIONS } from '../../../language/model/index.js';
import { LIBRARY_TEXTS } from '../../../language/workspace/library.js';
import { DEFAULT_SEARCH } from '../../../server/mapper/request.js';
import type { InitializationOptions } from '../../../server/protocol/index.js';
import { Editor } from './editor.js';
import { IN_THREAD, TINY } from './tiny.js';

const FILE = 'file:///work/actions.ffarch';
const mine = `${TINY}mapping mine of small on tiny { DRAM: M 8, K 4, N 2 }\n`;
const network = `${TINY}network net {
  deep : gemm { M: 4, K: 4, N: 4 }
}
`;

describe('The code actions of the mapper', () => {
  let editor: Editor;
  const start = (options: InitializationOptions = { commands: true }) => Editor.start(IN_THREAD, options);
  beforeEach(async () => {
    editor = await start();
  });
  afterEach(() => editor.stop());

  const map = async (architecture = 'tiny', workload = 'small') => {
    const outcome = await editor.request('factorflow/map', {
      job: 'job',
      uri: FILE,
      architecture: { uri: FILE, name: architecture },
      workload: { uri: FILE, name: workload },
      options: DEFAULT_OPTIONS,
      search: { ...DEFAULT_SEARCH, objective: 'edp' },
    });
    assert.equal(outcome.kind, 'mapped');
  };

  /** Those at the start of a piece of the text. */
  const actions = async (
    text: string,
    at: string,
    only?: CodeActionContext['only'],
    uri = FILE,
  ): Promise<CodeAction[]> => {
    const offset = text.indexOf(at);
    assert.ok(offset >= 0);
    const position = TextDocument.create(uri, 'ffarch', 1, text).positionAt(offset);
    const found = await editor.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [], only },
    });
    return (found ?? []) as CodeAction[];
  };
  const applied = (text: string, { edit }: CodeAction): string =>
    TextDocument.applyEdits(TextDocument.create(FILE, 'ffarch', 1, text), edit!.changes![FILE]);

  it('map what the cursor is at the head of', async () => {
    await editor.open(FILE, mine + network.slice(TINY.length));
    const text = mine + network.slice(TINY.length);
    const offers = async (at: string) =>
      (await actions(text, at, ['factorflow.map'])).map(({ title, kind, command }) => {
        assert.equal(kind, 'factorflow.map');
        return [title, command!.command, command!.arguments![0]];
      });
    const [architecture, workload] = ['tiny', 'small'].map((name) => ({ uri: FILE, name }));
    const of = (more: object) => ({ uri: FILE, ...more });
    assert.deepEqual(await offers('architecture tiny'), [
      ['Map a workload on tiny', 'factorflow.mapWorkload', of({ architecture })],
    ]);
    assert.deepEqual(await offers('small :'), [['Map this workload', 'factorflow.mapWorkload', of({ workload })]]);
    assert.deepEqual(await offers('net {'), [
      ['Map this network', 'factorflow.mapNetwork', of({ workload: { uri: FILE, name: 'net' } })],
    ]);
    assert.deepEqual(await offers('deep :'), [
      ['Map this layer', 'factorflow.mapWorkload', of({ workload: { uri: FILE, name: 'net.deep' } })],
    ]);
    assert.deepEqual(await offers('mine of'), [
      ['Evaluate this mapping', 'factorflow.evaluateMapping', of({ mapping: 'mine' })],
      ['Map small on tiny', 'factorflow.mapWorkload', of({ architecture, workload })],
    ]);
    assert.deepEqual(await offers('size: 16'), []);
  });

  it('create a mapping from the best known result, on either side of the pair', async () => {
    await editor.open(FILE, TINY);
    assert.deepEqual(await actions(TINY, 'small', ['refactor']), []);
    await map();
    for (const at of ['small :', 'tiny :']) {
      const [create, ...others] = await actions(TINY, at, ['refactor']);
      assert.deepEqual(
        [create.title, create.kind, others],
        ['Create mapping of small on tiny from the best known result', 'refactor.insert', []],
      );
      const created = applied(TINY, create);
      assert.ok(created.startsWith(TINY));
      assert.deepEqual(await editor.change(FILE, created), []);
      const { results } = await editor.request('factorflow/overview', null);
      const outcome = await editor.request('factorflow/evaluate', { uri: FILE, mapping: 'small_tiny' });
      assert.ok(outcome.kind === 'evaluated');
      assert.equal(outcome.report.edp_pJ_cycles, results[0].edp_pJ_cycles);
      await editor.change(FILE, TINY);
    }
  });

  it('replace a mapping that is worse, or broken, and no other', async () => {
    await editor.open(FILE, mine);
    await editor.configure({ mapper: { objective: 'edp' } });
    assert.deepEqual(await actions(mine, 'mine of', ['refactor']), []);
    await map();
    for (const text of [mine, mine.replace('N 2 }', 'N 3 }'), mine.replace('{ DRAM: M 8, K 4, N 2 }', '{ }')]) {
      await editor.change(FILE, text);
      const [replace, ...others] = await actions(text, 'mine of', ['refactor']);
      assert.deepEqual(
        [replace.title, replace.kind, others],
        ['Replace with the optimal mapping', 'refactor.rewrite', []],
      );
      const replaced = applied(text, replace);
      assert.ok(replaced.startsWith(`${TINY}mapping mine of small on tiny {\n  `));
      assert.deepEqual(await editor.change(FILE, replaced), []);
      assert.deepEqual(await actions(replaced, 'mine of', ['refactor']), []);
    }
  });

  it('are of results that still hold', async () => {
    await editor.open(FILE, mine);
    await map();
    const changed = mine.replace('energy: 64', 'energy: 65');
    await editor.change(FILE, changed);
    assert.deepEqual(await actions(changed, 'mine of', ['refactor']), []);
    assert.deepEqual(await actions(changed, 'small :', ['refactor']), []);
  });

  it('change nothing in the library, and call no command that the editor does not have', async () => {
    const uri = 'ffarch-library:/architectures.ffarch';
    const text = LIBRARY_TEXTS.get(uri)!;
    await editor.open(FILE, TINY);
    const titles = (await actions(text, 'architecture Eyeriss ', undefined, uri)).map(({ title }) => title);
    assert.deepEqual(titles, ['Map a workload on Eyeriss']);
    await editor.stop();
    editor = await start({});
    await editor.open(FILE, mine);
    await map();
    assert.deepEqual(
      (await actions(mine, 'mine of')).map(({ command }) => command),
      [undefined],
    );
  });
});
