import * as vscode from 'vscode';
import type { EvaluateOutcome, EvaluateParams } from '../../server/protocol/index.js';
import type { Connection } from '../connection/connection.js';
import { architectureEditor } from '../editor.js';
import { modelOptions } from '../settings.js';
import type { ResultPanel } from '../webview/result-panel.js';
import { shownOf } from './shown.js';

/** **FactorFlow: Evaluate Mapping**, from the palette, menus, and the lens over a mapping. */
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
  switch (outcome.kind) {
    case 'several': {
      const items = outcome.mappings.map(({ name, description }) => ({ label: name, description }));
      const place = {
        title: 'FactorFlow: Evaluate Mapping',
        placeHolder: 'The mapping to evaluate',
        matchOnDescription: true,
      };
      const picked = await vscode.window.showQuickPick(items, place);
      return picked && evaluateMapping(connection, panel, { uri: params.uri, mapping: picked.label });
    }
    case 'unavailable':
      void vscode.window.showErrorMessage(outcome.message);
      break;
    case 'evaluated':
      panel.show(shownOf(params.uri, outcome));
      break;
  }
  return outcome;
}

function underCursor(): EvaluateParams | undefined {
  const editor = architectureEditor();
  if (!editor) return undefined;
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}
