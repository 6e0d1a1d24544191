import * as vscode from 'vscode';
import type { Connection } from '../connection/connection.js';
import { columnOf } from '../editor.js';
import type { Shown } from '../panel/protocol.js';

/** Declares the mapping in the document that it was asked for from, and shows it there; undoable, and not saved. */
export async function insertMapping(connection: Connection, shown: Shown): Promise<string | undefined> {
  const { uri, architecture, workload, report } = shown;
  const document = await open(vscode.Uri.parse(uri));
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
  const outcome = await connection.request('factorflow/insertMapping', { uri, architecture, workload, report });
  if (outcome.kind === 'unavailable') {
    void vscode.window.showErrorMessage(outcome.message);
    return undefined;
  }
  if (document.version !== version) return insertMapping(connection, shown);
  const { start, end } = outcome.range;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(start.line, start.character, end.line, end.character), outcome.newText);
  if (!(await vscode.workspace.applyEdit(edit))) {
    void vscode.window.showErrorMessage(`${document.fileName} could not be edited.`);
    return undefined;
  }
  void vscode.commands.executeCommand('setContext', 'factorflow.mappingInserted', true);
  const declaration = outcome.newText.slice(0, outcome.newText.indexOf('mapping '));
  await reveal(document, start.line + declaration.split('\n').length - 1);
  return outcome.name;
}

const LIBRARY = 'ffarch-library';

async function open(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

async function reveal(document: vscode.TextDocument, line: number): Promise<void> {
  const editor = await vscode.window.showTextDocument(document, columnOf(document) ?? vscode.ViewColumn.One);
  const at = new vscode.Position(line, 0);
  editor.selection = new vscode.Selection(at, at);
  editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
