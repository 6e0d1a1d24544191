import * as vscode from 'vscode';
import { number } from '../../language/figures.js';
import type { ExploreOutcome, ExploreParams, MapCommandArgument } from '../../server/protocol.js';
import type { Connection } from '../connection.js';
import { choosePair } from '../map/command.js';
import { revealCulprits } from '../map/culprits.js';
import type { Panels } from '../panel/panels.js';
import { modelOptions, SECTION } from '../settings.js';
import type { ExplorationShown } from './view.js';

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
  const settings = vscode.workspace.getConfiguration(SECTION, document);
  const outcome = await explore(connection, what, {
    job: crypto.randomUUID(),
    ...pair,
    options: modelOptions(document),
    random: settings.get('explore.random', 10_000),
    starts: settings.get('explore.starts', 100),
    seed: settings.get('mapper.seed', 1),
  });
  switch (outcome.kind) {
    case 'explored':
      panels.show({ what, explored: outcome });
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

/** With its progress in a notification; its Cancel keeps the mappings so far. */
async function explore(connection: Connection, what: string, params: ExploreParams): Promise<ExploreOutcome> {
  const title = `Exploring the mappings of ${what} (Cancel keeps those so far)`;
  const shown = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(shown, async (progress, token): Promise<ExploreOutcome> => {
    const listening = connection.on('factorflow/exploreProgress', ({ job, phase, done, count }) => {
      if (job !== params.job) return;
      progress.report({
        message: done === null || count === null ? phase : `${phase}, ${number(done)} of ${number(count)}`,
      });
    });
    try {
      return await connection.request('factorflow/explore', params, token);
    } catch (error) {
      connection.output.error(`Exploring ${what}: ${error}`);
      return { kind: 'failed', message: `Exploring ${what} failed: the language server stopped.` };
    } finally {
      listening.dispose();
    }
  });
}
