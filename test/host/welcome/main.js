const vscode = require('vscode');

/** Once a workspace: a window that is opened again shows what was left open in it. */
exports.activate = async ({ workspaceState }) => {
  if (workspaceState.get('welcomed')) return;
  await workspaceState.update('welcomed', true);
  await vscode.commands.executeCommand('factorflow.getStarted');
  const [{ uri }] = vscode.workspace.workspaceFolders;
  const example = vscode.Uri.joinPath(uri, 'eyeriss.ffarch');
  await vscode.window.showTextDocument(example, { viewColumn: vscode.ViewColumn.Beside, preview: false });
};
