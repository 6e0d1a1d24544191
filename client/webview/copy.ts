import * as vscode from 'vscode';
import { csv, latex, markdown, resultTable } from '../../language/report/index.js';
import type { Connection } from '../connection/connection.js';
import { networkReport } from '../panel/network/outcome.js';
import type { NetworkShown } from '../panel/network/view.js';
import type { Shown } from '../panel/protocol.js';
import { resultText } from '../panel/result/text.js';

/** What a result can be put on the clipboard as. */
interface Form extends vscode.QuickPickItem {
  /** Undefined where the user was told why there is none. */
  text(shown: Shown): Promise<string | undefined> | string;
}

/** Asks in which form a result is put on the clipboard. */
export async function copyResult(connection: Connection, shown: Shown): Promise<void> {
  const forms: Form[] = [
    { label: 'Text', description: 'the totals, and a line a level', text: ({ report }) => resultText(report) },
    { label: '.ffarch', description: 'a mapping declaration', text: (result) => declaration(connection, result) },
    { label: 'JSON', description: 'as ffarch --json prints it', text: ({ report }) => jsonText(report) },
    { label: 'CSV', description: 'a row a level, numbers in full', text: ({ report }) => csv(resultTable(report)) },
    { label: 'Markdown table', text: ({ report }) => markdown(resultTable(report)) },
    { label: 'LaTeX table', description: 'with booktabs', text: ({ report }) => latex(resultTable(report)) },
  ];
  const { workload, architecture } = shown.report;
  const what = `${workload} on ${architecture}`;
  const form = await vscode.window.showQuickPick(forms, { title: `Copy ${what}`, placeHolder: 'As what to copy it' });
  const text = await form?.text(shown);
  if (form && text !== undefined) await copy(text, `${what} as ${form.label}`);
}

/** What an insertion into the document from which it was mapped would add. */
async function declaration(connection: Connection, shown: Shown): Promise<string | undefined> {
  const { uri, architecture, workload, report } = shown;
  const outcome = await connection.request('factorflow/insertMapping', { uri, architecture, workload, report });
  if (outcome.kind === 'edit') return `${outcome.newText.trim()}\n`;
  void vscode.window.showErrorMessage(outcome.message);
  return undefined;
}

/** Puts the results of a network on the clipboard: the JSON of the command line. */
export function copyNetwork({ network }: NetworkShown): Promise<void> {
  return copy(jsonText(networkReport(network)), `${network.name} on ${network.architecture} as JSON`);
}

const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

async function copy(text: string, what: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(`Copied ${what}.`, 4000);
}
