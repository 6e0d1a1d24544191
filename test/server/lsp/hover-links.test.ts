import assert from 'node:assert/strict';
import { HoverRequest } from 'vscode-languageserver/node';
import { DEFAULT_OPTIONS } from '../../../language/model/index.js';
import { DEFAULT_SEARCH } from '../../../server/mapper/request.js';
import { Editor } from './editor.js';
import { IN_THREAD, TINY } from './tiny.js';

const FILE = 'file:///work/links.ffarch';
const tiny = { uri: FILE, name: 'tiny' };
const small = { uri: FILE, name: 'small' };

describe('The links under hovers', () => {
  let editor: Editor;
  afterEach(() => editor.stop());

  const open = async (commandLinks: boolean): Promise<void> => {
    editor = await Editor.start(IN_THREAD, { commands: true, commandLinks });
    await editor.open(FILE, `${TINY}mapping mine of small on tiny { DRAM: M 8, K 4, N 2 }\n`);
  };
  const links = async (line: number, character: number): Promise<[string, string, unknown][]> => {
    const params = { textDocument: { uri: FILE }, position: { line, character } };
    const { value } = (await editor.connection.sendRequest(HoverRequest.type, params))!.contents as { value: string };
    return [...value.matchAll(/\[([^\]]*)\]\(command:([\w.]+)\?([^)]*)\)/g)].map(([, title, command, query]) => [
      title,
      command,
      ...JSON.parse(decodeURIComponent(query)),
    ]) as [string, string, unknown][];
  };

  it('map, evaluate, and open what was found', async () => {
    await open(true);
    const ofTiny: [string, string, unknown] = [
      'Map a workload on tiny',
      'factorflow.mapWorkload',
      { uri: FILE, architecture: tiny },
    ];
    assert.deepEqual(await links(3, 10), [ofTiny]);
    const outcome = await editor.request('factorflow/map', {
      job: 'job',
      uri: FILE,
      architecture: tiny,
      workload: small,
      options: DEFAULT_OPTIONS,
      search: DEFAULT_SEARCH,
    });
    assert.equal(outcome.kind, 'mapped');
    const [{ id }] = (await editor.request('factorflow/overview', null)).results;
    assert.deepEqual(await links(3, 10), [ofTiny, ['Open the last result', 'factorflow.showResult', { id }]]);
    const optimal = ['Open the optimal result on tiny', 'factorflow.showResult', { id }];
    assert.deepEqual(await links(6, 10), [
      ['Map this workload', 'factorflow.mapWorkload', { uri: FILE, workload: small }],
      optimal,
    ]);
    assert.deepEqual(await links(7, 9), [
      ['Evaluate this mapping', 'factorflow.evaluateMapping', { uri: FILE, mapping: 'mine' }],
      ['Map small on tiny', 'factorflow.mapWorkload', { uri: FILE, architecture: tiny, workload: small }],
      optimal,
    ]);
  });

  it('are left out for an editor that would show them as text', async () => {
    await open(false);
    assert.deepEqual(await links(3, 10), []);
  });
});
