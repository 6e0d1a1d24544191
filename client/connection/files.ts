import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClientRequests, FileKind } from '../../server/protocol/index.js';
import type { Platform } from './connection.js';

/** Lets the server read the files that VS Code can and it cannot: all in a browser, else those of virtual workspaces. */
export function serveFiles(client: BaseLanguageClient, encode: Platform['encode']): void {
  const { fs } = vscode.workspace;
  on(client, 'factorflow/stat', async (uri) => {
    const { type, size } = await fs.stat(uri);
    return { ...kind(type), size };
  });
  on(client, 'factorflow/readFile', async (uri) => new TextDecoder().decode(await fs.readFile(uri)));
  on(client, 'factorflow/readBinary', async (uri) => encode(await fs.readFile(uri)));
  on(client, 'factorflow/readDirectory', async (uri) =>
    (await fs.readDirectory(uri)).map(([name, type]) => ({ name, ...kind(type) })),
  );
}

function on<M extends keyof ClientRequests>(
  client: BaseLanguageClient,
  method: M,
  read: (uri: vscode.Uri) => Promise<NonNullable<ClientRequests[M]['result']>>,
): void {
  client.onRequest<unknown, void>(method, ({ uri }: ClientRequests[M]['params']) =>
    // That a file is not there is an answer like others: an import may well name one.
    read(vscode.Uri.parse(uri)).catch(() => null),
  );
}

/** A link to a file is one, too; a link to a folder is not followed, as it may lead in circles. */
function kind(type: vscode.FileType): FileKind {
  return { isFile: (type & vscode.FileType.File) !== 0, isDirectory: type === vscode.FileType.Directory };
}
