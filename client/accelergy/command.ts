import * as vscode from 'vscode';
import type { AccelergyOutcome, AccelergyParams } from '../../server/protocol/index.js';
import type { Connection } from '../connection/connection.js';
import { applyEdits, architectureEditor, openDocument } from '../editor.js';
import { attempt } from '../failures.js';
import { mayReplace, writeFile } from '../files.js';
import { setting } from '../settings.js';

/** What Accelergy is to estimate, as far as it is clear. */
export interface AccelergyArgument extends Omit<AccelergyParams, 'program'> {
  /** Whether the tables are taken over into the document unasked. */
  readonly use?: boolean;
}

type Estimated = Extract<AccelergyOutcome, { kind: 'estimated' }>;

/**
 * **FactorFlow: Estimate with Accelergy**: runs the installed program on the levels that have a component, shows its tables
 * beside our estimates, and offers to take them over into the document.
 */
export async function estimateWithAccelergy(
  connection: Connection,
  argument: AccelergyArgument | undefined = underCursor(),
): Promise<AccelergyOutcome | undefined> {
  if (!argument) {
    void vscode.window.showInformationMessage('Open an .ffarch file with an architecture to estimate.');
    return undefined;
  }
  if (!vscode.workspace.isTrusted) {
    const message = 'Accelergy is a program, which runs in trusted folders only. Trust this one to estimate with it.';
    void vscode.window.showErrorMessage(message);
    return { kind: 'failed', message };
  }
  const outcome = await run(connection, argument);
  switch (outcome.kind) {
    case 'several': {
      const picked = await vscode.window.showQuickPick(outcome.architectures, {
        title: 'FactorFlow: Estimate with Accelergy',
        placeHolder: 'The architecture to estimate',
      });
      return picked === undefined ? outcome : estimateWithAccelergy(connection, { ...argument, architecture: picked });
    }
    case 'failed':
      void offerSetting(outcome.message);
      break;
    case 'estimated':
      await show(outcome);
      if (argument.use) await useTables(connection, argument.uri, outcome);
      else void offerUse(connection, argument.uri, outcome);
      break;
  }
  return outcome;
}

async function run(connection: Connection, { uri, architecture }: AccelergyArgument): Promise<AccelergyOutcome> {
  const program = setting<string>('accelergy.path', vscode.Uri.parse(uri));
  try {
    return await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: `FactorFlow: Accelergy estimates ${architecture ?? 'the components'}`,
        cancellable: true,
      },
      (_, token) => connection.request('factorflow/accelergy', { uri, architecture, program }, token),
    );
  } catch (error) {
    connection.output.error(`Accelergy: ${error}`);
    return { kind: 'failed', message: 'Estimating with Accelergy failed: the language server stopped.' };
  }
}

async function offerSetting(message: string): Promise<void> {
  const [settings, output] = ['Open Setting', 'Show Output'];
  const chosen = await vscode.window.showErrorMessage(message, settings, output);
  if (chosen === settings)
    await vscode.commands.executeCommand('workbench.action.openSettings', 'factorflow.accelergy.path');
  if (chosen === output) await vscode.commands.executeCommand('factorflow.showOutput');
}

async function show({ text }: Estimated): Promise<void> {
  const tables = await vscode.workspace.openTextDocument({ language: 'yaml', content: text });
  await vscode.window.showTextDocument(tables, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
}

async function offerUse(connection: Connection, uri: string, estimated: Estimated): Promise<void> {
  const use = 'Use in Document';
  const message = `Accelergy estimated ${estimated.architecture}, ${estimated.summary}.`;
  const chosen = await vscode.window.showInformationMessage(message, use);
  if (chosen === use)
    await attempt(connection.output, 'Using the tables of Accelergy', () => useTables(connection, uri, estimated));
}

/**
 * Writes the tables beside the document, and has its levels take their energies from them: one edit, which can be undone
 * and is not saved.
 */
export async function useTables(
  connection: Connection,
  uri: string,
  { architecture, text, file }: Pick<Estimated, 'architecture' | 'text' | 'file'>,
): Promise<boolean> {
  const document = await openDocument(uri);
  if (!document || document.isUntitled) {
    void vscode.window.showErrorMessage(
      'Save the document first: the tables are written beside it. Then estimate again.',
    );
    return false;
  }
  const tables = vscode.Uri.joinPath(document.uri, '..', file);
  if (!(await mayWrite(tables, text)) || !(await writeFile(tables, text))) return false;
  const { version } = document;
  const edits = await connection.request('factorflow/useTables', { uri, architecture, file });
  if (document.version !== version) return useTables(connection, uri, { architecture, text, file });
  return applyEdits(document, edits);
}

/** Whether there is no other file of that name, or it may be replaced. */
async function mayWrite(file: vscode.Uri, text: string): Promise<boolean> {
  try {
    const there = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    if (there === text) return true;
  } catch {
    return true;
  }
  return mayReplace(`There is a file ${file.path.slice(file.path.lastIndexOf('/') + 1)} already.`);
}

function underCursor(): AccelergyArgument | undefined {
  const editor = architectureEditor();
  return editor && { uri: editor.document.uri.toString() };
}
