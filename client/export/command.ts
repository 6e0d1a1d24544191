import * as vscode from 'vscode';
import type { ExportOutcome } from '../../server/protocol/index.js';
import type { Connection } from '../connection/connection.js';
import { folderAround, mayReplace, writeFile } from '../files.js';
import type { Shown } from '../panel/protocol.js';

type Exported = Extract<ExportOutcome, { kind: 'exported' }>;

/**
 * **FactorFlow: Export to Timeloop…**: writes a result as architecture, problem, mapping and tables into a folder, wherever
 * the editor can write, and says what Timeloop cannot.
 *
 * @param folder where to write; asked for where it is undefined
 */
export async function exportToTimeloop(
  connection: Connection,
  { uri, architecture, workload, report }: Shown,
  folder?: vscode.Uri,
): Promise<ExportOutcome | undefined> {
  const outcome = await connection.request('factorflow/exportTimeloop', { architecture, workload, report });
  if (outcome.kind === 'unavailable') {
    void vscode.window.showErrorMessage(outcome.message);
    return outcome;
  }
  const into = folder ?? (await askFolder(uri));
  if (!into || !(await mayWrite(into, outcome))) return undefined;
  for (const { name, text } of outcome.files)
    if (!(await writeFile(vscode.Uri.joinPath(into, name), text))) return undefined;
  void tell(outcome, vscode.workspace.asRelativePath(into));
  return outcome;
}

/** At first in the folder of the document, or the first of the workspace where that is in none. */
async function askFolder(uri: string): Promise<vscode.Uri | undefined> {
  const defaultUri = folderAround(uri);
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: 'Export',
    title: 'FactorFlow: Export to Timeloop',
    ...(defaultUri && { defaultUri }),
  });
  return chosen?.[0];
}

/** Whether the folder has none of the files, or they may be replaced. */
async function mayWrite(folder: vscode.Uri, { files }: Exported): Promise<boolean> {
  const there: string[] = [];
  for (const { name } of files) {
    const exists = await vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, name)).then(
      () => true,
      () => false,
    );
    if (exists) there.push(name);
  }
  return there.length === 0 || mayReplace(`The folder has ${there.join(', ')} already.`);
}

async function tell({ files, remarks }: Exported, folder: string): Promise<void> {
  const written = `Exported ${files.map(({ name }) => name).join(', ')} to ${folder}.`;
  if (remarks.length === 0) {
    void vscode.window.showInformationMessage(written);
    return;
  }
  const show = 'Show Differences';
  const message = `${written} Timeloop cannot say all of it: ${remarks.length === 1 ? remarks[0] : `${remarks.length} differences.`}`;
  if ((await vscode.window.showWarningMessage(message, show)) !== show) return;
  const content = `${remarks.join('\n')}\n`;
  const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content });
  await vscode.window.showTextDocument(document);
}
