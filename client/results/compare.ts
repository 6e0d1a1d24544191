import * as vscode from 'vscode';
import { figure } from '../../language/figures.js';
import type { EvaluateParams, Overview, ResultCommandArgument } from '../../server/protocol/index.js';
import type { Connection } from '../connection/connection.js';
import { shownOf } from '../evaluate/shown.js';
import type { Shown } from '../panel/protocol.js';
import { modelOptions } from '../settings.js';
import type { ResultPanel } from '../webview/result-panel.js';

/** A past result, or a declaration of a mapping, as the FactorFlow view has them in its rows. */
export type Comparable = ResultCommandArgument | EvaluateParams;

interface Item extends vscode.QuickPickItem {
  readonly of: Comparable;
}

/**
 * **Compare Results**: shows the second of two results or declared mappings beside the first. What is not chosen in the
 * FactorFlow view is asked for. A declaration is evaluated as it is now.
 */
export async function compareResults(
  connection: Connection,
  panel: ResultPanel,
  chosen: readonly Comparable[],
): Promise<void> {
  const [first = await pick(connection, 'The result to compare with', []), second] = chosen;
  const other = first && (second ?? (await pick(connection, 'The result to show beside it', [first])));
  if (!first || !other) return;
  const [before, shown] = [await resultOf(connection, first), await resultOf(connection, other)];
  if (before && shown) panel.compare(shown, before.report);
}

/** What of the arguments of rows can be compared. */
export const comparables = (rows: readonly unknown[]): Comparable[] =>
  rows.filter((row) => typeof row === 'object' && row !== null && ('id' in row || 'mapping' in row)) as Comparable[];

/** Asks for one of all that can be compared, but for some. */
async function pick(
  connection: Connection,
  placeHolder: string,
  without: readonly Comparable[],
): Promise<Comparable | undefined> {
  const left = new Set(without.map(keyOf));
  const items = itemsOf(await connection.request('factorflow/overview', null)).filter(({ of }) => !left.has(keyOf(of)));
  if (items.length === 0) {
    void vscode.window.showInformationMessage('A comparison takes two results. Map a workload, or declare a mapping.');
    return undefined;
  }
  const title = 'FactorFlow: Compare Results';
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.of;
}

/** Results as they were found, the last first, then mappings of documents. */
export const itemsOf = ({ results, mappings }: Pick<Overview, 'results' | 'mappings'>): Item[] => [
  ...results.map(({ id, workload, architecture, objective, value, finished, outdated }) => ({
    label: `${workload.name} on ${architecture.name}`,
    description: [figure(objective, value), ...(outdated === null ? [] : ['stale'])].join(' · '),
    detail: new Date(finished).toLocaleString(),
    of: { id },
  })),
  ...mappings.map(({ reference: { uri, name }, description }) => ({
    label: name,
    description,
    of: { uri, mapping: name },
  })),
];

const keyOf = (of: Comparable): string => JSON.stringify('id' in of ? of.id : [of.uri, of.mapping]);

/** Undefined where the user was told why there is none. */
async function resultOf(connection: Connection, of: Comparable): Promise<Shown | undefined> {
  if ('id' in of) {
    const outcome = await connection.request('factorflow/result', { id: of.id });
    if (outcome.kind === 'result') {
      const { kind: _, ...shown } = outcome;
      return shown;
    }
    void vscode.window.showInformationMessage(outcome.message);
    return undefined;
  }
  const outcome = await connection.request('factorflow/evaluate', {
    ...of,
    options: modelOptions(vscode.Uri.parse(of.uri)),
  });
  if (outcome.kind === 'evaluated') return shownOf(of.uri, outcome);
  if (outcome.kind === 'unavailable') void vscode.window.showErrorMessage(outcome.message);
  return undefined;
}
