import * as vscode from 'vscode';
import { plural } from '../../language/figures.js';
import type { ImportOutcome } from '../../server/protocol/index.js';
import type { Connection } from '../connection/connection.js';
import { askSizes } from './sizes.js';

/** What to import, as far as it is clear. */
export interface ImportArgument {
  readonly uri: vscode.Uri;
  /** What stands for the names of sizes that the model leaves open. */
  readonly sizes?: Readonly<Record<string, number>>;
}

/**
 * **FactorFlow: Import…**, from the palette, and from the menu of a model in the explorer: opens its layers as a new
 * document. Without an argument it asks for the file, and in any case for sizes that the model leaves open.
 */
export async function importModel(
  connection: Connection,
  argument?: ImportArgument,
): Promise<ImportOutcome | undefined> {
  const uri = argument?.uri ?? (await askFile());
  if (!uri) return undefined;
  const file = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const request = (sizes: Readonly<Record<string, number>>) =>
    vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: `FactorFlow: Importing ${file}` },
      () => connection.request('factorflow/import', { uri: uri.toString(), sizes: { ...sizes } }),
    );
  let sizes = argument?.sizes ?? {};
  let outcome: ImportOutcome;
  try {
    outcome = await request(sizes);
    while (outcome.kind === 'open') {
      const given = await askSizes(file, outcome.dimensions);
      if (!given) return outcome;
      sizes = { ...sizes, ...given };
      outcome = await request(sizes);
    }
  } catch (error) {
    connection.output.error(`Importing ${file}: ${error}`);
    outcome = { kind: 'failed', message: `Importing ${file} failed: the language server stopped.` };
  }
  await present(outcome);
  return outcome;
}

async function present(outcome: Exclude<ImportOutcome, { kind: 'open' }>): Promise<void> {
  if (outcome.kind === 'failed') {
    void vscode.window.showErrorMessage(outcome.message);
    return;
  }
  const { text, summary, remarks } = outcome;
  const document = await vscode.workspace.openTextDocument({ language: 'ffarch', content: text });
  await vscode.window.showTextDocument(document);
  if (remarks.length === 0) void vscode.window.showInformationMessage(`${summary}.`);
  else void vscode.window.showWarningMessage(`${summary}. ${plural(remarks.length, 'remark')} above it: ${remarks[0]}`);
}

async function askFile(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: 'Import a Network',
    openLabel: 'Import',
    filters: { 'ONNX models': ['onnx'], 'All files': ['*'] },
  });
  return chosen?.[0];
}
