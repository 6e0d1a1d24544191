import * as vscode from 'vscode';
import { networkReport } from '../panel/network/page.js';
import type { NetworkShown } from '../panel/network/view.js';
import type { Shown } from '../panel/protocol.js';
import { resultText } from '../panel/result/text.js';

/** Puts a result on the clipboard: the JSON of the command line, or text for people. */
export function copyResult(as: 'json' | 'text', { report }: Shown): Promise<void> {
  const what = `${report.workload} on ${report.architecture}`;
  return as === 'json' ? copyJson(report, what) : copy(resultText(report), `${what} as text`);
}

/** Puts the results of a network on the clipboard: the JSON of the command line. */
export function copyNetwork({ network }: NetworkShown): Promise<void> {
  return copyJson(networkReport(network), `${network.name} on ${network.architecture}`);
}

function copyJson(value: unknown, what: string): Promise<void> {
  return copy(`${JSON.stringify(value, null, 2)}\n`, `${what} as JSON`);
}

async function copy(text: string, what: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(`Copied ${what}.`, 4000);
}
