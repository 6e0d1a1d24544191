import * as vscode from 'vscode';
import {
  comparisonTable,
  csv,
  latex,
  markdown,
  networkTable,
  resultTable,
  type Table,
} from '../../language/report/index.js';
import type { MappingToInsert } from '../../server/protocol/index.js';
import type { Connection } from '../connection/connection.js';
import type { Choices } from '../panel/choices.js';
import { COMPARISON, type ComparisonShown, mappingsOfAll, reportsOf } from '../panel/comparison/view.js';
import { comparedBy } from '../panel/figures/comparison.js';
import { networkReport } from '../panel/network/outcome.js';
import { mappingsOf, type NetworkShown } from '../panel/network/view.js';
import type { Shown } from '../panel/protocol.js';
import { resultText } from '../panel/result/text.js';

/** What something can be put on the clipboard as. */
interface Form extends vscode.QuickPickItem {
  /** Undefined where the user was told why there is none. */
  text(): Promise<string | undefined> | string;
}

/** Asks in which form a result is put on the clipboard. */
export function copyResult(connection: Connection, shown: Shown): Promise<void> {
  const { report } = shown;
  return copyAs(`${report.workload} on ${report.architecture}`, [
    { label: 'Text', description: 'the totals, and a line a level', text: () => resultText(report) },
    ffarch('a mapping declaration', connection, shown.uri, [shown]),
    json(report),
    csvOf('a row a level, numbers in full', resultTable(report)),
    ...tables(resultTable(report)),
  ]);
}

/** Asks in which form a network is put on the clipboard. */
export function copyNetwork(connection: Connection, shown: NetworkShown): Promise<void> {
  const { network, uri } = shown;
  const report = networkReport(network);
  const table = networkTable([report]);
  return copyAs(`${network.name} on ${network.architecture}`, [
    ffarch('a mapping declaration a layer', connection, uri, mappingsOf(shown)),
    json(report),
    csvOf('a row a layer, numbers in full', table),
    ...tables(table),
  ]);
}

/** Asks in which form networks that are compared are put on the clipboard: as they are shown, or all their numbers. */
export function copyComparison(connection: Connection, shown: ComparisonShown, choices: Choices): Promise<void> {
  const reports = reportsOf(shown);
  const { figure, base } = comparedBy(reports, choices);
  return copyAs(COMPARISON.title(shown), [
    ffarch('a mapping declaration a layer and architecture', connection, shown.uri, mappingsOfAll(shown)),
    json(reports),
    csvOf('a row a layer and architecture, numbers in full', networkTable(reports)),
    ...tables(comparisonTable(reports, figure, base)),
  ]);
}

const json = (value: unknown): Form => ({
  label: 'JSON',
  description: 'as ffarch --json prints it',
  text: () => `${JSON.stringify(value, null, 2)}\n`,
});

const csvOf = (description: string, table: Table): Form => ({ label: 'CSV', description, text: () => csv(table) });

const tables = (table: Table): Form[] => [
  { label: 'Markdown table', text: () => markdown(table) },
  { label: 'LaTeX table', description: 'with booktabs', text: () => latex(table) },
];

async function copyAs(what: string, forms: readonly Form[]): Promise<void> {
  const form = await vscode.window.showQuickPick(forms, {
    title: `Copy ${what}`,
    placeHolder: 'The form in which to copy it',
  });
  const text = await form?.text();
  if (!form || text === undefined) return;
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(`Copied ${what} as ${form.label}.`, 4000);
}

/** What an insertion into the document from which they were mapped would add. */
const ffarch = (
  description: string,
  connection: Connection,
  uri: string,
  mappings: readonly MappingToInsert[],
): Form => ({
  label: '.ffarch',
  description,
  text: async () => {
    const outcome = await connection.request('factorflow/insertMappings', {
      uri,
      mappings: mappings.map(({ architecture, workload, report }) => ({ architecture, workload, report })),
    });
    if (outcome.kind === 'edit') return `${outcome.newText.trim()}\n`;
    void vscode.window.showErrorMessage(outcome.message);
    return undefined;
  },
});
