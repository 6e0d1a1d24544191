import * as vscode from 'vscode';

/** Documents of this scheme are pages that come with the extension, as read-only text, wherever that is installed. */
const SCHEME = 'factorflow-docs';

/** The page to which diagnostics link. */
const DIAGNOSTICS = 'docs/diagnostics.md';

/** A page, with its address in an editor. */
export interface Page {
  readonly uri: string;
  readonly text: string;
}

/**
 * The address of a page in an editor. Its path is that in the repository, so links from page to page lead there.
 *
 * @param path of a Markdown file that the package holds, such as `docs/language.md`
 */
export const pageUri = (path: string): vscode.Uri => vscode.Uri.from({ scheme: SCHEME, path: `/${path}` });

/** Has VS Code show the pages where links lead to them, and reads that of all diagnostics. */
export async function serveDocumentation(context: vscode.ExtensionContext): Promise<Page> {
  const read = async ({ path }: vscode.Uri) => {
    const file = vscode.Uri.joinPath(context.extensionUri, path);
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  };
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, { provideTextDocumentContent: read }),
  );
  const uri = pageUri(DIAGNOSTICS);
  return { uri: uri.toString(), text: await read(uri) };
}
