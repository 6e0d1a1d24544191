import * as vscode from 'vscode';
import type { MapOutcome } from '../../server/protocol/index.js';

/** Says why a search was left to a newer one, or could not be begun. */
export function tellNotSearched(
  outcome: Extract<MapOutcome, { kind: 'superseded' | 'unavailable' }>,
  what: string,
): void {
  if (outcome.kind === 'unavailable') void vscode.window.showErrorMessage(outcome.message);
  else void vscode.window.showInformationMessage(`Mapping ${what} was started again; the newer search continues.`);
}
