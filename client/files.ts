import * as vscode from 'vscode';

/** The folder of a document, or the first of the workspace where that is in none: where a dialog begins to ask for a file. */
export function folderAround(uri: string): vscode.Uri | undefined {
  const document = vscode.Uri.parse(uri);
  return vscode.workspace.getWorkspaceFolder(document)
    ? vscode.Uri.joinPath(document, '..')
    : vscode.workspace.workspaceFolders?.[0]?.uri;
}

/** Asks whether to replace what is there. */
export async function mayReplace(there: string): Promise<boolean> {
  const replace = 'Replace';
  return (await vscode.window.showWarningMessage(there, { modal: true }, replace)) === replace;
}

/** Writes a file wherever the editor can. Says so, and gives false, where it cannot be written. */
export async function writeFile(file: vscode.Uri, contents: Uint8Array | string): Promise<boolean> {
  try {
    await vscode.workspace.fs.writeFile(
      file,
      typeof contents === 'string' ? new TextEncoder().encode(contents) : contents,
    );
    return true;
  } catch (error) {
    void vscode.window.showErrorMessage(`${file.path} could not be written: ${(error as Error).message}`);
    return false;
  }
}
