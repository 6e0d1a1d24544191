import * as vscode from 'vscode';

/** Opens a document of the language with this text, unsaved, in an editor. The extension is active then. */
export async function open(content: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language: 'ffarch', content });
  await activate();
  return vscode.window.showTextDocument(document);
}

/** Opens a file of the workspace, which is a copy of the examples, in an editor. The extension is active then. */
export async function openExample(name: string): Promise<vscode.TextEditor> {
  const [folder] = vscode.workspace.workspaceFolders!;
  const editor = await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, name));
  await activate();
  return editor;
}

/** The document's language has VS Code activate the extension; this waits until it has. */
function activate(): Thenable<unknown> {
  return vscode.extensions.getExtension('factorflow.factorflow')!.activate();
}

/** The range of the first occurrence of a text. */
export function find({ document }: vscode.TextEditor, text: string): vscode.Range {
  const start = document.getText().indexOf(text);
  if (start < 0) throw new Error(`“${text}” is not in ${document.uri}.`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

/**
 * Resolves when the document's diagnostics are as wanted; mocha's limit says when they have not become so. Without
 * `wanted`, with the first ones.
 */
export function diagnostics(
  { document }: vscode.TextEditor,
  wanted = (found: vscode.Diagnostic[]) => found.length > 0,
): Promise<vscode.Diagnostic[]> {
  return until(vscode.languages.onDidChangeDiagnostics, () => vscode.languages.getDiagnostics(document.uri), wanted);
}

/** Resolves when the open tabs are as wanted; VS Code tells extensions of a tab only after it has made it. */
export function tabs(wanted: (tabs: vscode.Tab[]) => boolean): Promise<vscode.Tab[]> {
  const { tabGroups } = vscode.window;
  return until(tabGroups.onDidChangeTabs, () => tabGroups.all.flatMap((group) => group.tabs), wanted);
}

/** Looks now and at each event, until what is seen is as wanted. */
function until<T>(event: vscode.Event<unknown>, look: () => T, wanted: (seen: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const check = () => {
      const seen = look();
      if (!wanted(seen)) return;
      subscription.dispose();
      resolve(seen);
    };
    const subscription = event(check);
    check();
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
