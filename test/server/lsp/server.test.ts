import assert from 'node:assert/strict';
import {
  DefinitionRequest,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileEvent,
  TextDocumentContentRequest,
} from 'vscode-languageserver/node';
import type { Range } from '../../../server/protocol/index.js';
import { FILE, LIBRARY, mb6, served } from './puppet.js';

describe('The language server', () => {
  const session = served();

  it('publishes diagnostics for what is typed, and none once it is right', async () => {
    assert.notDeepEqual(await session.editor.open(FILE, 'workload mine : gem { M: 512, K: 256, N: 256 }'), []);
    assert.deepEqual(await session.editor.change(FILE, mb6), []);
  });

  it('forgets a document that is not a file when it is closed, and judges what is opened under its name', async () => {
    const untitled = 'untitled:Untitled-1';
    await session.editor.open(untitled, mb6);
    await session.editor.open(FILE, mb6);
    await session.editor.close(untitled);
    assert.deepEqual(await session.editor.change(FILE, mb6), []);
    assert.notDeepEqual(await session.editor.open(untitled, 'workload mine : gem { M: 1, K: 1, N: 1 }'), []);
  });

  it('goes on with a document whose file is deleted under the editor', async () => {
    await session.editor.open(FILE, mb6);
    const changes: FileEvent[] = [{ uri: FILE, type: FileChangeType.Deleted }];
    await session.editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
    const { workloads } = await session.editor.request('factorflow/candidates', { uri: FILE });
    assert.equal(workloads[0].reference.name, 'mine');
    assert.notDeepEqual(await session.editor.change(FILE, 'workload mine : gem { M: 1, K: 1, N: 1 }'), []);
  });

  it('opens the library on go to definition', async () => {
    await session.editor.open(FILE, mb6);
    const position = { line: 0, character: mb6.indexOf('gemm') + 1 };
    const found = await session.editor.connection.sendRequest(DefinitionRequest.type, {
      textDocument: { uri: FILE },
      position,
    });
    const [{ targetUri, targetSelectionRange }] = found as { targetUri: string; targetSelectionRange: Range }[];
    assert.ok(targetUri.startsWith(LIBRARY), targetUri);
    const { text } = await session.editor.connection.sendRequest(TextDocumentContentRequest.type, { uri: targetUri });
    const line = text.split('\n')[targetSelectionRange.start.line];
    assert.match(line, /^coupling gemm /);
  });
});
