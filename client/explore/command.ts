import * as vscode from 'vscode';
import type { ExploreOutcome, MapCommandArgument } from '../../server/protocol.js';
import type { Connection } from '../connection.js';
import { choosePair } from '../map/command.js';
import { revealCulprits } from '../map/culprits.js';
import { modelOptions, SECTION } from '../settings.js';
import { showExploration } from './view.js';

/** **FactorFlow: Explore Mappings**: how good mappings are that nobody searched for. */
export async function exploreMappings(
  connection: Connection,
  argument?: MapCommandArgument,
): Promise<ExploreOutcome | undefined> {
  const pair = await choosePair(connection, argument, false);
  if (!pair) return undefined;
  const what = `${pair.workload.name} on ${pair.architecture.name}`;
  const document = vscode.Uri.parse(pair.uri);
  const settings = vscode.workspace.getConfiguration(SECTION, document);
  const outcome = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: `Exploring the mappings of ${what}`, cancellable: true },
    (_, token) =>
      connection.request(
        'factorflow/explore',
        {
          ...pair,
          options: modelOptions(document),
          random: settings.get('explore.random', 10_000),
          starts: settings.get('explore.starts', 100),
          seed: settings.get('mapper.seed', 1),
        },
        token,
      ),
  );
  switch (outcome.kind) {
    case 'explored':
      showExploration(what, outcome.explorations);
      break;
    case 'infeasible':
      void revealCulprits(`${what} has no legal mapping: ${outcome.message}`, outcome.culprits, pair.uri);
      break;
    case 'unavailable':
    case 'failed':
      void vscode.window.showErrorMessage(outcome.message);
      break;
    case 'cancelled':
      break;
  }
  return outcome;
}
