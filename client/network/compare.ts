import * as vscode from 'vscode';
import type { MapCommandArgument } from '../../server/protocol/index.js';
import type { Connection } from '../connection/connection.js';
import { runJob } from '../job.js';
import { tellNotSearched } from '../map/not-searched.js';
import { type ChosenNetwork, chooseNetwork } from '../map/pair.js';
import type { ComparisonShown } from '../panel/comparison/view.js';
import type { NetworkShown } from '../panel/network/view.js';
import { modelOptions, searchOptions } from '../settings.js';
import type { Panels } from '../webview/panels.js';
import { networkProgressText } from './progress.js';

/** **FactorFlow: Map Network with…**: a network on several architectures, one after the other, compared in one panel. */
export async function compareOn(
  connection: Connection,
  panels: Pick<Panels<ComparisonShown>, 'show'>,
  keep: (shown: NetworkShown) => void,
  argument?: MapCommandArgument,
): Promise<ComparisonShown | undefined> {
  const chosen = await chooseNetwork(connection, argument);
  return chosen && compareChosen(connection, panels, keep, chosen);
}

/** Maps the network on each of the architectures, and shows those that were mapped; those that were not are told. */
export async function compareChosen(
  connection: Connection,
  panels: Pick<Panels<ComparisonShown>, 'show'>,
  keep: (shown: NetworkShown) => void,
  { uri, network, architectures }: ChosenNetwork,
): Promise<ComparisonShown | undefined> {
  const document = vscode.Uri.parse(uri);
  const search = searchOptions(document);
  const networks: NetworkShown[] = [];
  for (const [i, architecture] of architectures.entries()) {
    const what = `${network.name} on ${architecture.name}`;
    const outcome = await runJob(
      connection,
      'factorflow/mapNetwork',
      { uri, architecture, network, options: modelOptions(document), search },
      {
        title: `Mapping ${what} (${i + 1} of ${architectures.length})`,
        keeps: 'what is found',
        progress: (at) => networkProgressText(search.objective, at),
      },
    );
    if (!outcome) {
      void vscode.window.showErrorMessage(`Mapping ${what} failed: the language server stopped.`);
      return undefined;
    }
    if (outcome.kind !== 'mapped') {
      tellNotSearched(outcome, what);
      continue;
    }
    const shown = { network: outcome.network, uri, architecture };
    keep(shown);
    networks.push(shown);
    if (isCancelled(shown)) break;
  }
  if (networks.length === 0) return undefined;
  const shown = { networks, uri };
  panels.show(shown);
  return shown;
}

/** Whether the user has stopped the searches, and so wants no others. */
const isCancelled = ({ network: { layers } }: NetworkShown): boolean =>
  layers.some(({ outcome }) => outcome.kind === 'mapped' && outcome.stopped === 'cancelled');
