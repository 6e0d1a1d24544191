import * as vscode from 'vscode';
import { number } from '../../language/figures.js';
import type { ExploreOutcome, MapCommandArgument } from '../../server/protocol/index.js';
import type { Connection } from '../connection/connection.js';
import { runJob } from '../job.js';
import { tellInfeasible } from '../map/culprits.js';
import { buttonsFor } from '../map/offers.js';
import { choosePair } from '../map/pair.js';
import type { ExplorationShown } from '../panel/exploration/view.js';
import { pointsOf } from '../panel/figures/scatter.js';
import { modelOptions, searchOptions, setting } from '../settings.js';
import type { Panels } from '../webview/panels.js';
import type { ResultPanel } from '../webview/result-panel.js';

/** **FactorFlow: Explore Mappings**: energy and latency of mappings that nobody searched for, beside the best. */
export async function exploreMappings(
  connection: Connection,
  panels: Panels<ExplorationShown>,
  argument?: MapCommandArgument,
): Promise<ExploreOutcome | undefined> {
  const pair = await choosePair(connection, argument, false);
  if (!pair) return undefined;
  const what = `${pair.workload.name} on ${pair.architecture.name}`;
  const document = vscode.Uri.parse(pair.uri);
  const { objective, ragged, seed } = searchOptions(document);
  const params = {
    ...pair,
    options: modelOptions(document),
    random: setting<number>('explore.random', document),
    starts: setting<number>('explore.starts', document),
    objective,
    ragged,
    seed,
  };
  const outcome: ExploreOutcome = (await runJob(connection, 'factorflow/explore', params, {
    title: `Exploring the mappings of ${what}`,
    keeps: 'those so far',
    progress: ({ phase, done, count }) =>
      done === null || count === null ? phase : `${phase}, ${number(done)} of ${number(count)}`,
  })) ?? { kind: 'failed', message: 'the language server stopped' };
  switch (outcome.kind) {
    case 'explored':
      panels.show({ what, ...pair, explored: outcome });
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

/** Evaluates a point of an exploration, and shows what its mapping comes to. */
export async function openPoint(
  connection: Connection,
  panel: ResultPanel,
  { uri, architecture, workload, explored }: ExplorationShown,
  index: number,
  column: vscode.ViewColumn | undefined,
): Promise<void> {
  const { basis, names } = explored;
  const point = pointsOf(explored)[index];
  if (!point) return;
  const { options } = basis;
  const params = { architecture, workload, options, names, mapping: point.mapping };
  const outcome = await connection.request('factorflow/evaluatePoint', params);
  if (outcome?.kind === 'evaluated')
    panel.show({ uri, architecture, workload, report: outcome.report, basis: outcome.basis }, column);
  else if (outcome) void vscode.window.showErrorMessage(outcome.message);
}
