import * as vscode from 'vscode';
import type { DiagramParams } from '../../server/protocol/index.js';
import type { Connection } from '../connection/connection.js';
import { architectureEditor, openDocument, rangeOf, revealPlace } from '../editor.js';
import type { DiagramShown } from '../panel/diagram/view.js';
import type { Judge, Panels } from '../webview/panels.js';

/** **FactorFlow: Show Diagram**, and the lens over an architecture: its picture without a mapping. */
export async function showDiagram(
  connection: Connection,
  panels: Panels<DiagramShown>,
  argument?: DiagramParams,
): Promise<DiagramShown | undefined> {
  const architecture = argument?.architecture ?? (await chosen(connection));
  if (!architecture) return undefined;
  const outcome = await connection.request('factorflow/diagram', { architecture });
  if (outcome.kind === 'unavailable') {
    void vscode.window.showErrorMessage(outcome.message);
    return undefined;
  }
  const shown = { architecture, uri: architecture.uri, drawn: outcome };
  panels.show(shown);
  return shown;
}

/** The architecture under the cursor, or the one that the user chooses. */
async function chosen(connection: Connection): Promise<DiagramParams['architecture'] | undefined> {
  const editor = architectureEditor();
  if (!editor) {
    void vscode.window.showInformationMessage('Open an .ffarch file to draw one of its architectures.');
    return undefined;
  }
  const { line, character } = editor.selection.active;
  const uri = editor.document.uri.toString();
  const { architectures, architectureAtPosition } = await connection.request('factorflow/candidates', {
    uri,
    position: { line, character },
  });
  const under = architectureAtPosition === null ? undefined : architectures[architectureAtPosition];
  if (under) return under.reference;
  const rows = architectures.map(({ reference, couplings, description }) => ({
    label: reference.name,
    description: couplings.join(', '),
    detail: description,
    reference,
  }));
  const picked = await vscode.window.showQuickPick(rows, { placeHolder: 'The architecture to draw' });
  return picked?.reference;
}

/** Draws an architecture again after each edit; says why where it cannot be. */
export function judgeOfDiagrams(connection: Connection): Judge<DiagramShown> {
  return async (shown) => {
    try {
      const outcome = await connection.request('factorflow/diagram', { architecture: shown.architecture });
      if (outcome.kind === 'unavailable') return { shown, changes: [outcome.message] };
      return { shown: { ...shown, drawn: outcome }, changes: [] };
    } catch (error) {
      connection.output.debug(`A diagram was not drawn again: ${error}`);
      return { shown, changes: [] };
    }
  };
}

/** Goes to a level of an architecture that is drawn. */
export async function revealLevel({ uri, drawn: { places } }: DiagramShown, index: number): Promise<void> {
  const place = places[index];
  const document = place && (await openDocument(uri));
  if (place && document) await revealPlace(document, rangeOf(place));
}
