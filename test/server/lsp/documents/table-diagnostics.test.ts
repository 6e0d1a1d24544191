import assert from 'node:assert/strict';
import { DidChangeWatchedFilesNotification, FileChangeType } from 'vscode-languageserver/node';
import { served } from '../puppet.js';

const DOCUMENT = 'virtual://repository/chip/a.ffarch';
const TABLES = 'virtual://repository/chip/ERT.yaml';

const TEXT = `architecture A : gemm {
  energy: from "ERT.yaml"
  memory DRAM { size: unbounded; bandwidth: 8 }
  memory Buffer { size: 16Ki; bandwidth: 8 }
  compute mac
}
`;
const table = (...names: readonly string[]) =>
  `ERT:\n  tables:\n${names.map((name) => `  - name: chip.${name}\n    actions: [{name: read, energy: 1}, {name: ${name === 'DRAM' ? 'idle' : 'write'}, energy: 2}]\n`).join('')}`;

describe('Files that energies are taken from', () => {
  const session = served();

  /** What is said in the tables next, by line, once the document has been built. */
  async function said(begin: () => Promise<unknown>): Promise<string[]> {
    const next = session.editor.next(TABLES);
    await begin();
    return (await next).map(({ range, code }) => `${range.start.line + 1} ${String(code).replace('ffarch/', '')}`);
  }

  const changed = (text: string) => {
    session.editor.files.set(TABLES, text);
    return session.editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: TABLES, type: FileChangeType.Changed }],
    });
  };

  it('say at their own lines what documents miss in them, until they have it', async () => {
    session.editor.files.set(TABLES, table('DRAM', 'Bufer', 'mac'));
    const first = await said(() => session.editor.open(DOCUMENT, TEXT));
    assert.deepEqual(first, ['3 energy-file-action', '5 energy-file-component', '5 energy-file-unused']);
    const fixed = table('DRAM', 'Buffer', 'mac').replace('idle', 'write');
    assert.deepEqual(await said(() => changed(fixed)), []);
    assert.deepEqual(await said(() => changed(fixed.replace('energy: 1', 'energy: many'))), ['4 energy-file-unread']);
  });

  it('say nothing more once no document takes energies from them', async () => {
    session.editor.files.set(TABLES, table('DRAM', 'mac'));
    assert.notDeepEqual(await said(() => session.editor.open(DOCUMENT, TEXT)), []);
    assert.deepEqual(await said(() => session.editor.change(DOCUMENT, 'const n = 1\n')), []);
  });
});
