import * as vscode from 'vscode';

/** Opens a document of the language with this text, unsaved, in an editor. */
export async function open(content: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language: 'ffarch', content });
  return vscode.window.showTextDocument(document);
}

/** Opens a file of the workspace, which is a copy of the examples, in an editor. */
export async function openExample(name: string): Promise<vscode.TextEditor> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return vscode.window.showTextDocument(vscode.Uri.joinPath(folder!.uri, name));
}

/** The range of the first occurrence of a text. */
export function find({ document }: vscode.TextEditor, text: string): vscode.Range {
  const start = document.getText().indexOf(text);
  if (start < 0) throw new Error(`“${text}” is not in ${document.uri}.`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** Resolves when the document's diagnostics are as wanted; mocha's limit says when they have not become so. */
export function diagnostics(
  { document }: vscode.TextEditor,
  wanted: (diagnostics: vscode.Diagnostic[]) => boolean,
): Promise<vscode.Diagnostic[]> {
  return new Promise((resolve) => {
    const look = () => {
      const found = vscode.languages.getDiagnostics(document.uri);
      if (!wanted(found)) return;
      subscription.dispose();
      resolve(found);
    };
    const subscription = vscode.languages.onDidChangeDiagnostics(look);
    look();
  });
}

/** What hovers say at a place, as Markdown. */
export async function hover({ document }: vscode.TextEditor, position: vscode.Position): Promise<string> {
  const command = 'vscode.executeHoverProvider';
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(command, document.uri, position);
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n\n');
}
