import * as vscode from 'vscode';

/** The editor of an `.ffarch` file that a command means: the active one, else the one beside the panel that has the focus. */
export function architectureEditor(): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const of = (editor: vscode.TextEditor | undefined) => editor?.document.languageId === 'ffarch';
  if (activeTextEditor) return of(activeTextEditor) ? activeTextEditor : undefined;
  return visibleTextEditors.find(of);
}
