import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { EmptyFileSystem } from 'langium';
import { startLanguageServer } from 'langium/lsp';
import {
  createConnection,
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  InitializedNotification,
  InitializeRequest,
  type ProtocolConnection,
  SelectionRangeRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { createFfarchServices } from '../../../language/module.js';

describe('language server', () => {
  let editor: ProtocolConnection;
  before(() => {
    const [toServer, toEditor] = [new PassThrough(), new PassThrough()];
    const connection = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toEditor));
    startLanguageServer(createFfarchServices({ connection, ...EmptyFileSystem }).shared);
    editor = createProtocolConnection(new StreamMessageReader(toEditor), new StreamMessageWriter(toServer));
    editor.listen();
  });
  after(() => editor.dispose());

  it('tells what it can do', async () => {
    const parameters = { processId: null, rootUri: null, capabilities: {} };
    const { capabilities } = await editor.sendRequest(InitializeRequest.type, parameters);
    await editor.sendNotification(InitializedNotification.type, {});
    assert.deepEqual(
      Object.entries(capabilities)
        .filter(([name, value]) => name.endsWith('Provider') && value)
        .map(([name]) => name)
        .filter((name) => !/Formatting|codeLens|declaration/.test(name))
        .sort(),
      [
        ...[
          'callHierarchyProvider',
          'codeActionProvider',
          'completionProvider',
          'definitionProvider',
          'documentHighlightProvider',
        ],
        ...['documentLinkProvider', 'documentSymbolProvider', 'foldingRangeProvider', 'hoverProvider'],
        ...['inlayHintProvider', 'referencesProvider', 'renameProvider', 'selectionRangeProvider'],
        ...['semanticTokensProvider', 'signatureHelpProvider', 'typeDefinitionProvider', 'workspaceSymbolProvider'],
      ],
    );
  });

  it('grows selections', async () => {
    const textDocument = { uri: 'file:///a.ffarch', languageId: 'ffarch', version: 1, text: 'const n = 2 * 3' };
    await editor.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    const positions = [{ line: 0, character: 10 }];
    const [selection] = (await editor.sendRequest(SelectionRangeRequest.type, { textDocument, positions }))!;
    assert.deepEqual(selection.parent?.range, { start: { line: 0, character: 10 }, end: { line: 0, character: 15 } });
  });
});
