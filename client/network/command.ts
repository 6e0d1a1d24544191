import * as vscode from 'vscode';
import type { MapCommandArgument, MapNetworkOutcome, MappedNetwork } from '../../server/protocol/index.js';
import type { Connection } from '../connection/connection.js';
import { runJob } from '../job.js';
import { revealCulprits } from '../map/culprits.js';
import { tellNotSearched } from '../map/not-searched.js';
import { type ChosenPair, choosePair } from '../map/pair.js';
import { reportOf } from '../panel/network/page.js';
import type { NetworkShown } from '../panel/network/view.js';
import { modelOptions, searchOptions } from '../settings.js';
import type { Panels } from '../webview/panels.js';
import { networkProgressText } from './progress.js';

/**
 * **FactorFlow: Map Network**, from the palette, the editor's menu, and the lens over a network. Without an argument: of the
 * active editor, with the network under the cursor chosen. Resolves when all layers are done.
 */
export async function mapNetwork(
  connection: Connection,
  panels: Panels<NetworkShown>,
  argument?: MapCommandArgument,
): Promise<MapNetworkOutcome | undefined> {
  const pair = await choosePair(connection, argument, false, 'network');
  if (!pair) return undefined;
  const { uri, architecture, workload: network } = pair;
  const document = vscode.Uri.parse(uri);
  const what = `${network.name} on ${architecture.name}`;
  const search = searchOptions(document);
  const outcome = await runJob(
    connection,
    'factorflow/mapNetwork',
    { uri, architecture, network, options: modelOptions(document), search },
    { title: `Mapping ${what}`, keeps: 'what is found', progress: (at) => networkProgressText(search.objective, at) },
  );
  if (outcome) present(outcome, pair, what, panels);
  else void vscode.window.showErrorMessage(`Mapping ${what} failed: the language server stopped.`);
  return outcome;
}

function present(
  outcome: MapNetworkOutcome,
  { uri, architecture }: ChosenPair,
  what: string,
  panels: Panels<NetworkShown>,
): void {
  switch (outcome.kind) {
    case 'mapped':
      if (nothingKnown(outcome.network))
        void vscode.window.showInformationMessage(
          `Mapping ${what} ended before a legal mapping of any layer was found: it was cancelled, or out of time.`,
        );
      else {
        panels.show({ network: outcome.network, uri, architecture });
        revealImpossible(outcome.network, what, uri);
      }
      break;
    case 'superseded':
    case 'unavailable':
      tellNotSearched(outcome, what);
      break;
  }
}

function nothingKnown({ layers }: MappedNetwork): boolean {
  return layers.every(({ outcome }) => reportOf(outcome) === null && outcome.kind === 'cancelled');
}

/** The places that leave layers without a legal mapping. */
function revealImpossible(network: MappedNetwork, what: string, uri: string): void {
  const impossible = network.layers.flatMap(({ name, outcome }) =>
    outcome.kind === 'infeasible' ? [{ name, culprits: outcome.culprits }] : [],
  );
  if (impossible.length === 0) return;
  const names = impossible.map(({ name }) => name).join(', ');
  const have = impossible.length === 1 ? 'has' : 'have';
  const places = new Map(
    impossible.flatMap(({ culprits }) => culprits).map((culprit) => [JSON.stringify(culprit.location), culprit]),
  );
  void revealCulprits(`Of ${what}, ${names} ${have} no legal mapping; the panel says why.`, [...places.values()], uri);
}
