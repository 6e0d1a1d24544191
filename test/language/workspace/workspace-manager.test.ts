import assert from 'node:assert/strict';
import { EmptyFileSystemProvider, type FileSystemNode, URI, UriUtils } from 'langium';
import { createFfarchServices } from '../../../language/module.js';

const FOLDER = URI.parse('file:///work');
const FILES: Readonly<Record<string, string>> = { 'a.ffarch': 'const a = 1', 'b.ffarch': 'const b = 2' };

/** A folder that lists a file and a folder which are gone by the time they are read. */
class Vanishing extends EmptyFileSystemProvider {
  override async readDirectory(uri?: URI): Promise<FileSystemNode[]> {
    if (uri?.path !== FOLDER.path) throw new Error(`ENOENT: no such file or directory, scandir '${uri?.fsPath}'`);
    const names = ['a.ffarch', 'gone.ffarch', 'parts', 'b.ffarch'];
    return names.map((name) => ({
      uri: UriUtils.joinPath(FOLDER, name),
      isFile: name !== 'parts',
      isDirectory: name === 'parts',
    }));
  }

  override async readFile(uri?: URI): Promise<string> {
    const text = uri && FILES[UriUtils.basename(uri)];
    if (text === undefined) throw new Error(`ENOENT: no such file or directory, open '${uri?.fsPath}'`);
    return text;
  }
}

describe('the workspace', () => {
  it('is ready also when files and folders vanish while it is read, of which nobody complains', async () => {
    const complaints: unknown[] = [];
    const { error } = console;
    console.error = (...message) => void complaints.push(message);
    const { shared } = createFfarchServices({ fileSystemProvider: () => new Vanishing() });
    const { WorkspaceManager, LangiumDocuments } = shared.workspace;
    await WorkspaceManager.initializeWorkspace([{ uri: FOLDER.toString(), name: 'work' }]);
    await WorkspaceManager.ready;
    console.error = error;
    assert.deepEqual(complaints, []);
    const loaded = LangiumDocuments.all.filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.path);
    assert.deepEqual(loaded.toArray(), ['/work/a.ffarch', '/work/b.ffarch']);
  });
});
