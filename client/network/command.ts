import * as vscode from 'vscode';
import type {
  MapCommandArgument,
  MapNetworkOutcome,
  MapNetworkParams,
  MappedNetwork,
  SearchOptions,
} from '../../server/protocol/index.js';
import type { Connection } from '../connection/connection.js';
import { runJob } from '../job.js';
import { offerToContinue } from '../map/command.js';
import { toContinue } from '../map/continue.js';
import { tellInfeasible } from '../map/culprits.js';
import { tellNotSearched } from '../map/not-searched.js';
import { buttonsFor } from '../map/offers.js';
import { type ChosenPair, choosePair } from '../map/pair.js';
import { reportOf } from '../panel/network/outcome.js';
import type { NetworkShown } from '../panel/network/view.js';
import { modelOptions, searchOptions } from '../settings.js';
import type { Panels } from '../webview/panels.js';
import { networkProgressText } from './progress.js';

/** What shows a network that was mapped. */
type Shows = Pick<Panels<NetworkShown>, 'show'>;

/**
 * **FactorFlow: Map Network**, from the palette, the editor's menu, and the lens over a network. Without an argument: of the
 * active editor, with the network under the cursor chosen. Resolves when all layers are done.
 */
export async function mapNetwork(
  connection: Connection,
  panels: Shows,
  argument?: MapCommandArgument,
): Promise<MapNetworkOutcome | undefined> {
  const pair = await choosePair(connection, argument, false, 'network');
  return pair && mapChosen(connection, panels, pair);
}

/** Searches that go on where those of a network have stopped. */
export function continueNetwork(
  connection: Connection,
  panels: Shows,
  { uri, architecture, network: { basis, layers } }: NetworkShown,
): Promise<MapNetworkOutcome | undefined> | undefined {
  if (!basis.network) return undefined;
  const reports = layers.map(({ outcome }) => reportOf(outcome));
  const search = reports.find((report) => report !== null)?.search;
  const change = toContinue(
    search,
    reports.some((report) => report?.padded !== undefined),
  );
  const starts = reports.map((report) => report?.mapping ?? null);
  return mapChosen(connection, panels, { uri, architecture, workload: basis.network }, change, starts);
}

/**
 * @param change of what the settings say
 * @param starts a mapping to beat, of each layer
 */
async function mapChosen(
  connection: Connection,
  panels: Shows,
  pair: ChosenPair,
  change: Partial<SearchOptions> = {},
  starts?: MapNetworkParams['starts'],
): Promise<MapNetworkOutcome | undefined> {
  const { uri, architecture, workload: network } = pair;
  const document = vscode.Uri.parse(uri);
  const what = `${network.name} on ${architecture.name}`;
  const search = { ...searchOptions(document), ...change };
  const outcome = await runJob(
    connection,
    'factorflow/mapNetwork',
    { uri, architecture, network, options: modelOptions(document), search, starts },
    { title: `Mapping ${what}`, keeps: 'what is found', progress: (at) => networkProgressText(search.objective, at) },
  );
  const again = (other: Partial<SearchOptions>) => mapChosen(connection, panels, pair, { ...change, ...other });
  if (outcome) present(outcome, pair, what, panels, again);
  else void vscode.window.showErrorMessage(`Mapping ${what} failed: the language server stopped.`);
  return outcome;
}

function present(
  outcome: MapNetworkOutcome,
  { uri, architecture }: ChosenPair,
  what: string,
  panels: Shows,
  again: (change: Partial<SearchOptions>) => unknown,
): void {
  switch (outcome.kind) {
    case 'mapped':
      if (nothingKnown(outcome.network)) void offerToContinue(what, () => again({ timeLimit: null }));
      else {
        panels.show({ network: outcome.network, uri, architecture });
        tellImpossible(outcome.network, what, uri, again);
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

/** Says which layers have no legal mapping, with the places that leave them without. */
function tellImpossible(
  network: MappedNetwork,
  what: string,
  uri: string,
  again: (change: Partial<SearchOptions>) => unknown,
): void {
  const impossible = network.layers.flatMap(({ name, outcome }) =>
    outcome.kind === 'infeasible' ? [{ ...outcome, name }] : [],
  );
  if (impossible.length === 0) return;
  const names = impossible.map(({ name }) => name).join(', ');
  const have = impossible.length === 1 ? 'has' : 'have';
  const places = new Map(
    impossible.flatMap(({ culprits }) => culprits).map((culprit) => [JSON.stringify(culprit.location), culprit]),
  );
  const offers = impossible.flatMap(({ offers }) => offers);
  void tellInfeasible(
    `Of ${what}, ${names} ${have} no legal mapping; the panel says why.`,
    [...places.values()],
    buttonsFor(offers, again),
    uri,
  );
}
