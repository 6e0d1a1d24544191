import * as vscode from 'vscode';
import type { MapCommandArgument, MapOutcome, MapParams, SearchOptions } from '../../server/protocol/index.js';
import type { Connection } from '../connection/connection.js';
import { runJob } from '../job.js';
import type { Shown } from '../panel/protocol.js';
import { searchOf } from '../panel/result/header.js';
import { modelOptions, searchOptions } from '../settings.js';
import type { ResultPanel } from '../webview/result-panel.js';
import { toContinue } from './continue.js';
import { tellInfeasible } from './culprits.js';
import { tellNotSearched } from './not-searched.js';
import { buttonsFor } from './offers.js';
import { type ChosenPair, choosePair } from './pair.js';
import { progressText } from './progress.js';

/**
 * **FactorFlow: Map Workload**, from the palette, the editor's title and menu, and the lens over a workload. Without an
 * argument: of the active editor, with the declaration under the cursor chosen. With `ask`, nothing is chosen but by the
 * user. Resolves when the search ends.
 */
export async function mapWorkload(
  connection: Connection,
  panel: ResultPanel,
  argument?: MapCommandArgument,
  ask = false,
): Promise<MapOutcome | undefined> {
  const pair = await choosePair(connection, argument, ask);
  return pair && mapPair(connection, panel, pair);
}

/** A search that goes on where another has stopped. */
export function continueSearch(connection: Connection, panel: ResultPanel, shown: Shown): Promise<MapOutcome> {
  const { uri, architecture, workload, report } = shown;
  const change = toContinue(searchOf(report), report.padded !== undefined);
  return mapPair(connection, panel, { uri, architecture, workload }, change, report.mapping);
}

/**
 * Searches for the best mapping of a pair, and shows it, or says why there is none. Resolves when the search ends.
 *
 * @param change of what the settings say
 * @param start a mapping to beat
 */
export async function mapPair(
  connection: Connection,
  panel: ResultPanel,
  pair: ChosenPair,
  change: Partial<SearchOptions> = {},
  start?: MapParams['start'],
): Promise<MapOutcome> {
  const document = vscode.Uri.parse(pair.uri);
  const what = `${pair.workload.name} on ${pair.architecture.name}`;
  const search = { ...searchOptions(document), ...change };
  const outcome: MapOutcome = (await runJob(
    connection,
    'factorflow/map',
    { ...pair, options: modelOptions(document), search, start },
    { title: `Mapping ${what}`, keeps: 'the best so far', progress: (at) => progressText(search.objective, at) },
  )) ?? { kind: 'failed', message: 'the language server stopped', report: null };
  present(outcome, pair, what, connection, panel, change);
  return outcome;
}

function present(
  outcome: MapOutcome,
  pair: ChosenPair,
  what: string,
  connection: Connection,
  panel: ResultPanel,
  change: Partial<SearchOptions>,
): void {
  switch (outcome.kind) {
    case 'mapped':
      panel.show({ ...pair, report: outcome.report, stopped: outcome.stopped, basis: outcome.basis });
      break;
    case 'infeasible':
      void tellInfeasible(
        `${what} has no legal mapping: ${outcome.message}`,
        outcome.culprits,
        buttonsFor(outcome.offers, (wider) => mapPair(connection, panel, pair, { ...change, ...wider })),
        pair.uri,
      );
      break;
    case 'cancelled':
      void offerToContinue(what, () => mapPair(connection, panel, pair, { ...change, timeLimit: null }));
      break;
    case 'superseded':
    case 'unavailable':
      tellNotSearched(outcome, what);
      break;
    case 'failed':
      if (outcome.report) panel.show({ ...pair, report: outcome.report, basis: outcome.basis });
      void fail(`Mapping ${what} failed: ${outcome.message}.`, outcome.report !== null, connection.output);
      break;
  }
}

/** Says that a search has ended without a mapping, with a button that searches without a time limit. */
export async function offerToContinue(what: string, search: () => unknown): Promise<void> {
  const message = `Mapping ${what} ended before a legal mapping was found: it was cancelled, or ran out of time.`;
  if (await vscode.window.showInformationMessage(message, 'Continue')) await search();
}

async function fail(message: string, kept: boolean, output: vscode.LogOutputChannel): Promise<void> {
  const text = kept ? `${message} The panel shows the best mapping so far.` : message;
  if (await vscode.window.showErrorMessage(text, 'Show Output')) output.show();
}
