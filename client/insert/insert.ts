import * as vscode from 'vscode';
import type { Connection } from '../connection/connection.js';
import { applyEdits, openDocument, revealPlace } from '../editor.js';
import type { Shown } from '../panel/protocol.js';

/** Declares the mapping in the document that it was asked for from, and shows it there; undoable, and not saved. */
export async function insertMapping(connection: Connection, shown: Shown): Promise<string | undefined> {
  const { uri, architecture, workload, report } = shown;
  const document = await openDocument(uri);
  if (!document) {
    void vscode.window.showErrorMessage(
      `${vscode.Uri.parse(uri).path} is no longer there; copy the mapping as text or JSON to keep it.`,
    );
    return undefined;
  }
  if (document.uri.scheme === LIBRARY) {
    void vscode.window.showErrorMessage('The library is read-only; map from a file of your own to insert into it.');
    return undefined;
  }
  const { version } = document;
  const outcome = await connection.request('factorflow/insertMappings', {
    uri,
    mappings: [{ architecture, workload, report }],
  });
  if (outcome.kind === 'unavailable') {
    void vscode.window.showErrorMessage(outcome.message);
    return undefined;
  }
  if (document.version !== version) return insertMapping(connection, shown);
  if (!(await applyEdits(document, [outcome]))) return undefined;
  void vscode.commands.executeCommand('setContext', 'factorflow.mappingInserted', true);
  const declaration = outcome.newText.slice(0, outcome.newText.indexOf('mapping '));
  const at = new vscode.Position(outcome.range.start.line + declaration.split('\n').length - 1, 0);
  await revealPlace(document, new vscode.Range(at, at));
  return outcome.names[0];
}

const LIBRARY = 'ffarch-library';
