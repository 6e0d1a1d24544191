import * as vscode from 'vscode';
import type { Culprit } from '../../server/protocol/index.js';
import { rangeOf } from '../editor.js';
import type { Button } from './offers.js';

/** Says why nothing fits, with buttons for what helps, and one that goes to the lines that rule everything out. */
export async function tellInfeasible(
  message: string,
  culprits: readonly Culprit[],
  remedies: readonly Button[],
  uri: string,
): Promise<void> {
  const causes = { title: culprits.length > 1 ? 'Show Causes' : 'Show Cause', run: () => peek(message, culprits, uri) };
  const buttons = [...remedies, ...(culprits.length > 0 ? [causes] : [])];
  await (await vscode.window.showErrorMessage(message, ...buttons))?.run();
}

async function peek(message: string, culprits: readonly Culprit[], uri: string): Promise<void> {
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
