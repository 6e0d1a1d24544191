import type { LangiumSharedServices } from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';
import { firstOf } from '../../../language/validation/most.js';
import { TableDiagnostics } from './table-diagnostics.js';

/**
 * Publishes the first diagnostics of each document ({@link firstOf}), and lets published diagnostics say which version of the text they are of. That is always the newest: an edit cancels the
 * work on the text before it.
 */
export function publishVersions(
  connection: Connection,
  documents: LangiumSharedServices['workspace']['TextDocuments'],
): void {
  const { sendDiagnostics } = connection;
  const tables = new TableDiagnostics();
  connection.sendDiagnostics = async ({ uri, diagnostics }) => {
    await sendDiagnostics({ uri, diagnostics: firstOf(diagnostics), version: documents.get(uri)?.version });
    for (const there of tables.update(uri, diagnostics)) await sendDiagnostics(there);
  };
}
