import * as vscode from 'vscode';
import type { Range, TextEdit } from '../server/protocol/index.js';

/** The editor of an `.ffarch` file that a command means: the active one, else the one beside the panel that has the focus. */
export function architectureEditor(): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const of = (editor: vscode.TextEditor | undefined) => editor?.document.languageId === 'ffarch';
  if (activeTextEditor) return of(activeTextEditor) ? activeTextEditor : undefined;
  return visibleTextEditors.find(of);
}

/** Where a document has a tab, behind others or not. */
export function columnOf({ uri }: vscode.TextDocument): vscode.ViewColumn | undefined {
  const has = ({ input }: vscode.Tab) =>
    input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
  const groups = vscode.window.tabGroups.all.filter(({ tabs }) => tabs.some(has));
  const inFront = groups.find(({ activeTab }) => activeTab && has(activeTab));
  return (inFront ?? groups[0])?.viewColumn;
}

/** A document of any scheme; undefined if there is none. */
export async function openDocument(uri: string): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  } catch {
    return undefined;
  }
}

/** Changes a document, undoable and not saved. Says so, and gives false, where it cannot be changed. */
export async function applyEdits(document: vscode.TextDocument, edits: readonly TextEdit[]): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  for (const { range, newText } of edits) edit.replace(document.uri, rangeOf(range), newText);
  const applied = await vscode.workspace.applyEdit(edit);
  if (!applied) void vscode.window.showErrorMessage(`${document.fileName} could not be edited.`);
  return applied;
}

/** Shows a place of a document where that has a tab, or in the first column, and selects it. */
export async function revealPlace(document: vscode.TextDocument, range: vscode.Range): Promise<void> {
  const editor = await vscode.window.showTextDocument(document, columnOf(document) ?? vscode.ViewColumn.One);
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** A range of the protocol, for VS Code. */
export function rangeOf({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
