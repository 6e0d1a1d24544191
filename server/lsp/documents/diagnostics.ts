import type { LangiumSharedServices } from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';

/**
 * Lets published diagnostics say which version of the text they are of. That is always the newest: an edit cancels the
 * work on the text before it.
 */
export function publishVersions(
  connection: Connection,
  documents: LangiumSharedServices['workspace']['TextDocuments'],
): void {
  const { sendDiagnostics } = connection;
  connection.sendDiagnostics = (params) => sendDiagnostics({ ...params, version: documents.get(params.uri)?.version });
}
