import * as vscode from 'vscode';

/** Documents of this scheme are pages that come with the extension, as read-only text, wherever that is installed. */
const SCHEME = 'factorflow-docs';

/** The page to which diagnostics link, with its address in an editor. */
export interface Page {
  readonly uri: string;
  readonly text: string;
}

/** Reads the page of all diagnostics, and has VS Code show it where a link leads to it. */
export async function openDocumentation(context: vscode.ExtensionContext): Promise<Page> {
  const file = vscode.Uri.joinPath(context.extensionUri, 'docs/diagnostics.md');
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const uri = vscode.Uri.from({ scheme: SCHEME, path: '/diagnostics.md' });
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, { provideTextDocumentContent: () => text }),
  );
  return { uri: uri.toString(), text };
}
