import * as vscode from 'vscode';
import type { EvaluateOutcome, EvaluateParams } from '../../server/protocol.js';
import type { Connection } from '../connection.js';
import type { ResultPanel } from '../panel/panel.js';
import { modelOptions } from '../settings.js';

/** **FactorFlow: Evaluate Mapping**, from the palette and the lens over a mapping. */
export async function evaluateMapping(
  connection: Connection,
  panel: ResultPanel,
  argument?: EvaluateParams,
): Promise<EvaluateOutcome | undefined> {
  const params = argument ?? underCursor();
  if (!params) {
    void vscode.window.showInformationMessage('Open an .ffarch file with a mapping to evaluate.');
    return undefined;
  }
  const outcome = await connection.request('factorflow/evaluate', {
    ...params,
    options: modelOptions(vscode.Uri.parse(params.uri)),
  });
  if (outcome.kind === 'unavailable') void vscode.window.showErrorMessage(outcome.message);
  else {
    const { report, architecture, workload } = outcome;
    panel.show({ report, uri: params.uri, architecture, workload });
  }
  return outcome;
}

function underCursor(): EvaluateParams | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== 'ffarch') return undefined;
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}
