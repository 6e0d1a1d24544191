import * as vscode from 'vscode';
import type {
  MapCommandArgument,
  MapNetworkOutcome,
  MapNetworkParams,
  MappedNetwork,
  NetworkProgress,
} from '../../server/protocol.js';
import type { Connection } from '../connection.js';
import { choosePair } from '../map/command.js';
import { revealCulprits } from '../map/culprits.js';
import type { Panels } from '../panel/panels.js';
import { modelOptions, searchOptions } from '../settings.js';
import { reportOf } from './page.js';
import { networkProgressText } from './progress.js';
import type { NetworkShown } from './view.js';

/** **FactorFlow: Map Network**, from the palette, the editor's menu, and the lens over a network. */
export class MapNetworkCommand implements vscode.Disposable {
  private jobs = 0;
  private readonly listeners = new Map<string, (progress: NetworkProgress) => void>();
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly connection: Connection,
    private readonly panels: Panels<NetworkShown>,
  ) {
    this.subscription = connection.on('factorflow/networkProgress', (progress) =>
      this.listeners.get(progress.job)?.(progress),
    );
  }

  dispose(): void {
    this.subscription.dispose();
  }

  /** Without an argument: of the active editor, with the network under the cursor chosen. Resolves when all layers are done. */
  async run(argument?: MapCommandArgument): Promise<MapNetworkOutcome | undefined> {
    const pair = await choosePair(this.connection, argument, false, 'network');
    if (!pair) return undefined;
    const { uri, architecture, workload: network } = pair;
    const document = vscode.Uri.parse(uri);
    const what = `${network.name} on ${architecture.name}`;
    const params: MapNetworkParams = {
      job: `network-${++this.jobs}`,
      uri,
      architecture,
      network,
      options: modelOptions(document),
      search: searchOptions(document),
    };
    const outcome = await this.map(params, what);
    if (outcome) this.present(outcome, params, what);
    return outcome;
  }

  /** Undefined when the server stopped, which is said. */
  private async map(params: MapNetworkParams, what: string): Promise<MapNetworkOutcome | undefined> {
    const title = `Mapping ${what} (Cancel keeps what is found)`;
    const shown = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    try {
      return await vscode.window.withProgress(shown, (progress, token) => {
        this.listeners.set(params.job, (at) =>
          progress.report({ message: networkProgressText(params.search.objective, at) }),
        );
        return this.connection.request('factorflow/mapNetwork', params, token);
      });
    } catch (error) {
      this.connection.output.error(`Mapping ${what}: ${error}`);
      void vscode.window.showErrorMessage(`Mapping ${what} failed: the language server stopped.`);
      return undefined;
    } finally {
      this.listeners.delete(params.job);
    }
  }

  private present(outcome: MapNetworkOutcome, { uri, architecture }: MapNetworkParams, what: string): void {
    switch (outcome.kind) {
      case 'mapped':
        if (nothingKnown(outcome.network))
          void vscode.window.showInformationMessage(
            `Mapping ${what} ended before a legal mapping of any layer was found: it was cancelled, or out of time.`,
          );
        else {
          this.panels.show({ network: outcome.network, uri, architecture });
          revealImpossible(outcome.network, what, uri);
        }
        break;
      case 'superseded':
        void vscode.window.showInformationMessage(`Mapping ${what} was started anew; the newer search goes on.`);
        break;
      case 'unavailable':
        void vscode.window.showErrorMessage(outcome.message);
        break;
    }
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
