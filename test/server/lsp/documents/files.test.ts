import assert from 'node:assert/strict';
import {
  CompletionRequest,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver/node';
import { Editor } from '../editor.js';

const FOLDER = 'virtual://repository/work';
const MAIN = `${FOLDER}/main.ffarch`;
const SIZES = `${FOLDER}/sizes.ffarch`;
const main = 'import "sizes.ffarch"\nworkload own : gemm { M: width, K: 2, N: 2 }\n';

describe('In a folder that only the editor can read, the language server', () => {
  let editor: Editor;
  const start = async (files: Record<string, string>) => {
    const mapper = { map: () => assert.fail(), dispose: () => {} };
    editor = await Editor.start(mapper, {}, {}, { folder: FOLDER, files });
  };
  const codes = (diagnostics: { code?: unknown }[]) => diagnostics.map(({ code }) => code);
  afterEach(async () => {
    assert.deepEqual(editor.log, []);
    await editor.stop();
  });

  it('reads what a file imports', async () => {
    await start({ [SIZES]: 'const width = 4\n' });
    assert.deepEqual(await editor.open(MAIN, main), []);
  });

  it('says which imported file is not there, until the editor tells of it', async () => {
    await start({ [MAIN]: main });
    assert.deepEqual(codes(await editor.open(MAIN, main)), ['ffarch/import-not-found', 'ffarch/unresolved-name']);
    editor.files.set(SIZES, 'const width = 4\n');
    const next = editor.next(MAIN);
    await editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: SIZES, type: FileChangeType.Created }],
    });
    assert.deepEqual(await next, []);
  });

  it('finds the files that nobody has opened, those in folders too', async () => {
    await start({ [`${FOLDER}/deep/er/hidden.ffarch`]: 'const buried = 1\n', [`${FOLDER}/readme.md`]: '# No' });
    await editor.open(MAIN, 'const own = 1\n');
    const found = await editor.connection.sendRequest(WorkspaceSymbolRequest.type, { query: 'buried' });
    assert.deepEqual(
      found?.map(({ location }) => location.uri),
      [`${FOLDER}/deep/er/hidden.ffarch`],
    );
  });

  it('completes the path of an import', async () => {
    await start({ [SIZES]: 'const width = 4\n', [`${FOLDER}/deep/file.ffarch`]: '' });
    await editor.open(MAIN, 'import ""\n');
    const position = { line: 0, character: 8 };
    const found = await editor.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri: MAIN },
      position,
    });
    const labels = (Array.isArray(found) ? found : (found?.items ?? [])).map(({ label }) => label);
    assert.deepEqual(labels.sort(), ['../', 'deep/', 'sizes.ffarch']);
  });

  it('returns to the file when its editor is closed, and forgets a text that has none', async () => {
    await start({ [SIZES]: 'const width = 4\n' });
    await editor.open(MAIN, main);
    let next = editor.next(MAIN);
    await editor.open(SIZES, 'const breadth = 4\n');
    assert.deepEqual(codes(await next), ['ffarch/unresolved-name']);
    next = editor.next(MAIN);
    await editor.close(SIZES);
    assert.deepEqual(await next, []);
    const untitled = 'untitled:Untitled-1';
    await editor.open(untitled, 'const passing = 1\n');
    next = editor.next(untitled);
    await editor.close(untitled);
    assert.deepEqual(await next, []);
    assert.deepEqual(await editor.connection.sendRequest(WorkspaceSymbolRequest.type, { query: 'passing' }), []);
  });
});
