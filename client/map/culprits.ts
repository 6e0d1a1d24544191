import * as vscode from 'vscode';
import type { Culprit } from '../../server/protocol/index.js';
import { rangeOf } from '../editor.js';

/** Says why nothing fits, with a button that goes to the lines that rule everything out. */
export async function revealCulprits(message: string, culprits: readonly Culprit[], uri: string): Promise<void> {
  const button = culprits.length > 1 ? 'Show Causes' : 'Show Cause';
  const answer = await vscode.window.showErrorMessage(message, ...(culprits.length > 0 ? [button] : []));
  if (!answer) return;
  const places = culprits.map(
    ({ location: { uri, range } }) => new vscode.Location(vscode.Uri.parse(uri), rangeOf(range)),
  );
  const first = places[0]!;
  if (places.length === 1) await vscode.window.showTextDocument(first.uri, { selection: first.range });
  else {
    const from = vscode.Uri.parse(uri);
    await vscode.commands.executeCommand(
      'editor.action.goToLocations',
      from,
      first.range.start,
      places,
      'peek',
      message,
    );
  }
}
