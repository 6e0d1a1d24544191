import assert from 'node:assert/strict';
import { EmptyFileSystemProvider, type FileSystemNode, URI, UriUtils } from 'langium';
import { createFfarchServices } from '../../../../language/services/module.js';

const FOLDER = URI.parse('file:///work');
const FILES: Readonly<Record<string, string>> = { 'a.ffarch': 'const a = 1', 'b.ffarch': 'const b = 2' };

/** A folder that lists a file which is gone by the time it is read. */
class Vanishing extends EmptyFileSystemProvider {
  override async readDirectory(): Promise<FileSystemNode[]> {
    const names = ['a.ffarch', 'gone.ffarch', 'b.ffarch'];
    return names.map((name) => ({ uri: UriUtils.joinPath(FOLDER, name), isFile: true, isDirectory: false }));
  }

  override async readFile(uri?: URI): Promise<string> {
    const text = uri && FILES[UriUtils.basename(uri)];
    if (text === undefined) throw new Error(`ENOENT: no such file or directory, open '${uri?.fsPath}'`);
    return text;
  }
}

describe('the workspace', () => {
  it('is ready also when a file vanishes while it is read', async () => {
    const { shared } = createFfarchServices({ fileSystemProvider: () => new Vanishing() });
    const { WorkspaceManager, LangiumDocuments } = shared.workspace;
    await WorkspaceManager.initializeWorkspace([{ uri: FOLDER.toString(), name: 'work' }]);
    await WorkspaceManager.ready;
    const loaded = LangiumDocuments.all.filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.path);
    assert.deepEqual(loaded.toArray(), ['/work/a.ffarch', '/work/b.ffarch']);
  });
});
