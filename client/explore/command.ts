import * as vscode from 'vscode';
import { number } from '../../language/figures.js';
import type { ExploreOutcome, MapCommandArgument } from '../../server/protocol/index.js';
import type { Connection } from '../connection/connection.js';
import { runJob } from '../job.js';
import { tellInfeasible } from '../map/culprits.js';
import { buttonsFor } from '../map/offers.js';
import { choosePair } from '../map/pair.js';
import type { ExplorationShown } from '../panel/exploration/view.js';
import { modelOptions, setting } from '../settings.js';
import type { Panels } from '../webview/panels.js';

/** **FactorFlow: Explore Mappings**: how good mappings are that nobody searched for. */
export async function exploreMappings(
  connection: Connection,
  panels: Panels<ExplorationShown>,
  argument?: MapCommandArgument,
): Promise<ExploreOutcome | undefined> {
  const pair = await choosePair(connection, argument, false);
  if (!pair) return undefined;
  const what = `${pair.workload.name} on ${pair.architecture.name}`;
  const document = vscode.Uri.parse(pair.uri);
  const params = {
    ...pair,
    options: modelOptions(document),
    random: setting<number>('explore.random', document),
    starts: setting<number>('explore.starts', document),
    seed: setting<number>('mapper.seed', document),
  };
  const outcome: ExploreOutcome = (await runJob(connection, 'factorflow/explore', params, {
    title: `Exploring the mappings of ${what}`,
    keeps: 'those so far',
    progress: ({ phase, done, count }) =>
      done === null || count === null ? phase : `${phase}, ${number(done)} of ${number(count)}`,
  })) ?? { kind: 'failed', message: 'the language server stopped' };
  switch (outcome.kind) {
    case 'explored':
      panels.show({ what, uri: pair.uri, explored: outcome });
      break;
    case 'infeasible':
      void tellInfeasible(
        `${what} has no legal mapping: ${outcome.message}`,
        outcome.culprits,
        buttonsFor(outcome.offers),
        pair.uri,
      );
      break;
    case 'unavailable':
      void vscode.window.showErrorMessage(outcome.message);
      break;
    case 'failed':
      void vscode.window.showErrorMessage(`Exploring the mappings of ${what} failed: ${outcome.message}.`);
      break;
    case 'cancelled':
      break;
  }
  return outcome;
}
