import * as vscode from 'vscode';
import type { MapCommandArgument, MapOutcome, MapParams, MapProgress, Range, Subject } from '../../server/protocol.js';
import type { Connection } from '../connection.js';
import type { ResultPanel } from '../panel/panel.js';
import type { Shown } from '../panel/protocol.js';
import { modelOptions, searchOptions } from '../settings.js';
import { revealCulprits } from './culprits.js';
import { progressText } from './objective.js';
import { pickPair } from './pick.js';

/** **FactorFlow: Map Workload**, from the palette, the editor's title and menu, and the lens over a workload. */
export class MapCommand implements vscode.Disposable {
  private jobs = 0;
  private readonly listeners = new Map<string, (progress: MapProgress) => void>();
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly connection: Connection,
    private readonly panel: ResultPanel,
  ) {
    this.subscription = connection.on('factorflow/mapProgress', (progress) =>
      this.listeners.get(progress.job)?.(progress),
    );
  }

  dispose(): void {
    this.subscription.dispose();
  }

  /**
   * Without an argument: of the active editor, with the declaration under the cursor chosen. With `ask`, nothing is
   * chosen but by the user. Resolves when the search ends.
   */
  async run(argument?: MapCommandArgument, ask = false): Promise<MapOutcome | undefined> {
    const pair = await choosePair(this.connection, argument, ask);
    if (!pair) return undefined;
    const document = vscode.Uri.parse(pair.uri);
    return this.map({
      job: `map-${++this.jobs}`,
      ...pair,
      options: modelOptions(document),
      search: searchOptions(document),
    });
  }

  private async map(params: MapParams): Promise<MapOutcome> {
    const what = `${params.workload.name} on ${params.architecture.name}`;
    const outcome = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: `Mapping ${what} (Cancel keeps the best so far)`,
        cancellable: true,
      },
      async (progress, token): Promise<MapOutcome> => {
        this.listeners.set(params.job, (at) => progress.report({ message: progressText(params.search.objective, at) }));
        try {
          return await this.connection.request('factorflow/map', params, token);
        } catch (error) {
          this.connection.output.error(`Mapping ${what}: ${error}`);
          return { kind: 'failed', message: 'the language server stopped', report: null };
        } finally {
          this.listeners.delete(params.job);
        }
      },
    );
    this.present(outcome, params, what);
    return outcome;
  }

  private present(outcome: MapOutcome, params: MapParams, what: string): void {
    switch (outcome.kind) {
      case 'mapped':
        this.panel.show({ ...shown(params), report: outcome.report, stopped: outcome.stopped });
        break;
      case 'infeasible':
        void revealCulprits(`${what} has no legal mapping: ${outcome.message}`, outcome.culprits, params.uri);
        break;
      case 'cancelled':
        void vscode.window.showInformationMessage(
          `Mapping ${what} ended before a legal mapping was found: it was cancelled, or out of time.`,
        );
        break;
      case 'superseded':
        void vscode.window.showInformationMessage(`Mapping ${what} was started anew; the newer search goes on.`);
        break;
      case 'unavailable':
        void vscode.window.showErrorMessage(outcome.message);
        break;
      case 'failed':
        if (outcome.report) this.panel.show({ ...shown(params), report: outcome.report });
        void this.fail(`Mapping ${what} failed: ${outcome.message}.`, outcome.report !== null);
        break;
    }
  }

  private async fail(message: string, kept: boolean): Promise<void> {
    const text = kept ? `${message} The panel shows the best mapping until then.` : message;
    if (await vscode.window.showErrorMessage(text, 'Show Output')) this.connection.output.show();
  }
}

/** An architecture and a workload (or a network, if one was asked for), and the document from which they were chosen. */
export type ChosenPair = Pick<MapParams, 'uri' | 'architecture' | 'workload'>;

/** What the active editor leaves open is asked; undefined when the user leaves, or there is nothing to choose. */
export async function choosePair(
  connection: Connection,
  argument: MapCommandArgument | undefined,
  ask: boolean,
  subject: Subject = 'workload',
): Promise<ChosenPair | undefined> {
  const from = origin(argument);
  if (!from) {
    void vscode.window.showInformationMessage(`Open an .ffarch file to map one of its ${subject}s.`);
    return undefined;
  }
  const candidates = await connection.request('factorflow/candidates', { ...from, subject });
  const pair = await pickPair(candidates, argument, ask, subject);
  if (!pair) return undefined;
  return {
    uri: from.uri,
    architecture: candidates.architectures[pair.architecture]!.reference,
    workload: candidates.workloads[pair.workload]!.reference,
  };
}

function shown({ uri, architecture, workload }: MapParams): Omit<Shown, 'report'> {
  return { uri, architecture, workload };
}

/** The document, and where in it the cursor is if it is the active one. */
function origin(argument: MapCommandArgument | undefined): { uri: string; position?: Range['start'] } | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== 'ffarch') return argument && { uri: argument.uri };
  const uri = editor.document.uri.toString();
  if (argument && argument.uri !== uri) return { uri: argument.uri };
  const { line, character } = editor.selection.active;
  return { uri, position: { line, character } };
}
