import { PassThrough } from 'node:stream';
import { createConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { Disk } from '../../../../server/disk.js';
import { EditorFiles } from '../../../../server/lsp/documents/files.js';
import { startServer } from '../../../../server/lsp/server.js';
import type { Wires } from './fake-editor.js';

/** A server in this process that maps nothing, as the editor's end of its streams. */
export function server(): Wires {
  const [toServer, toEditor] = [new PassThrough(), new PassThrough()];
  const nothing = () => Promise.reject(new Error('Nothing is mapped here.'));
  const connection = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toEditor));
  const files = new EditorFiles(connection, new Disk());
  startServer(connection, { mapper: { map: nothing, dispose: () => {} }, explore: nothing, files });
  return { said: toEditor, heard: toServer };
}
