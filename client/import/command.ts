import * as vscode from 'vscode';
import { plural } from '../../language/figures.js';
import type { ImportOutcome } from '../../server/protocol/index.js';
import type { Connection } from '../connection/connection.js';
import type { ImportFindings } from './findings.js';
import { askSizes } from './sizes.js';

/** What to import, as far as it is clear. */
export interface ImportArgument {
  /** Files and folders. */
  readonly uris: readonly vscode.Uri[];
  /** What stands for the names of sizes that the model leaves open. */
  readonly sizes?: Readonly<Record<string, number>>;
  /** Energy reference tables of Accelergy. */
  readonly ert?: readonly vscode.Uri[];
  /** Whether energies that no file gives are estimated. */
  readonly estimate?: boolean;
}

/**
 * **FactorFlow: Import…**, from the palette, and from the menu of files and folders in the explorer: opens what they become as
 * a new document, and shows what was found in them among the problems. Without an argument it asks for the file, and in any
 * case for sizes that a model leaves open.
 */
export async function importFiles(
  connection: Connection,
  findings: ImportFindings,
  argument?: ImportArgument,
): Promise<ImportOutcome | undefined> {
  const uris = argument?.uris ?? (await askFiles());
  const [first] = uris;
  if (!first) return undefined;
  const file = nameOf(first);
  const request = ({ sizes = {}, ert = [], estimate = false }: Omit<ImportArgument, 'uris'>) =>
    vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: `FactorFlow: Importing ${file}` },
      () =>
        connection.request('factorflow/import', {
          uris: uris.map(String),
          sizes: { ...sizes },
          ert: ert.map(String),
          estimate,
        }),
    );
  let { sizes, ert, estimate }: Omit<ImportArgument, 'uris'> = argument ?? {};
  // A caller that says where energies come from is not asked.
  const isAsked = argument?.ert === undefined && argument?.estimate === undefined;
  let outcome: ImportOutcome;
  try {
    outcome = await request({ sizes, ert, estimate });
    for (;;) {
      findings.show(uris, outcome.kind === 'open' ? [] : outcome.findings);
      if (outcome.kind === 'open') {
        const given = await askSizes(file, outcome.dimensions);
        if (!given) return outcome;
        sizes = { ...sizes, ...given };
      } else if (outcome.kind === 'failed' && outcome.energies && !ert && isAsked) {
        const remedy = await askEnergies(outcome.message, !estimate);
        if (!remedy) return outcome;
        ({ ert = ert, estimate = estimate } = remedy);
      } else break;
      outcome = await request({ sizes, ert, estimate });
    }
  } catch (error) {
    connection.output.error(`Importing ${file}: ${error}`);
    const message = `Importing ${file} failed: the language server stopped.`;
    outcome = { kind: 'failed', message, findings: [], energies: false };
  }
  await present(outcome);
  return outcome;
}

async function present(outcome: ImportOutcome): Promise<void> {
  if (outcome.kind === 'open') return;
  if (outcome.kind === 'failed') {
    void vscode.window.showErrorMessage(outcome.message);
    return;
  }
  const { text, summary, remarks, findings } = outcome;
  const document = await vscode.workspace.openTextDocument({ language: 'ffarch', content: text });
  await vscode.window.showTextDocument(document);
  const [remark] = remarks;
  if (remark !== undefined)
    void vscode.window.showWarningMessage(`${summary}. ${plural(remarks.length, 'remark')} above it: ${remark}`);
  else if (findings.length > 0) void offerProblems(`${summary}.`);
  else void vscode.window.showInformationMessage(`${summary}.`);
}

async function offerProblems(message: string): Promise<void> {
  const show = 'Show Problems';
  const chosen = await vscode.window.showWarningMessage(message, show);
  if (chosen === show) await vscode.commands.executeCommand('workbench.actions.view.problems');
}

/** Asks where energies that are missing are to come from: tables that give them, or estimates where these were not tried. */
async function askEnergies(
  message: string,
  mayEstimate: boolean,
): Promise<Pick<ImportArgument, 'ert' | 'estimate'> | undefined> {
  const choose = 'Choose ERT…';
  const guess = 'Estimate';
  const chosen = await vscode.window.showErrorMessage(message, choose, ...(mayEstimate ? [guess] : []));
  if (chosen === guess) return { estimate: true };
  if (chosen !== choose) return undefined;
  const ert = await vscode.window.showOpenDialog({
    title: 'Energy Reference Table of Accelergy',
    openLabel: 'Import with It',
    canSelectMany: true,
    filters: { 'Energy reference tables': ['yaml', 'yml'], 'All files': ['*'] },
  });
  return ert && { ert };
}

const nameOf = ({ path }: vscode.Uri): string => path.replace(/\/+$/, '').replace(/^.*\//, '');

async function askFiles(): Promise<readonly vscode.Uri[]> {
  const chosen = await vscode.window.showOpenDialog({
    title: 'Import Specifications or a Network',
    openLabel: 'Import',
    canSelectMany: true,
    filters: {
      'Specifications and models': ['yaml', 'yml', 'jinja2', 'csv', 'cfg', 'm', 'onnx'],
      'All files': ['*'],
    },
  });
  return chosen ?? [];
}
