import * as vscode from 'vscode';
import type { Shown } from './protocol.js';
import { resultText } from './text.js';

/** Puts a result on the clipboard: the JSON of the command line, or text for people. */
export async function copyResult(as: 'json' | 'text', { report }: Shown): Promise<void> {
  const text = as === 'json' ? `${JSON.stringify(report, null, 2)}\n` : resultText(report);
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(
    `Copied ${report.workload} on ${report.architecture} as ${as === 'json' ? 'JSON' : 'text'}.`,
    4000,
  );
}
