import * as vscode from 'vscode';

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
