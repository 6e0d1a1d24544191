import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EvaluateOutcome, MapOutcome } from '../../server/protocol/index.js';
import { diagnostics, open, tabs } from './documents.js';

const workload = 'workload small : gemm { M: 64, K: 32, N: 16 }\n';
const mapping = 'mapping plain of small on Eyeriss { DRAM: M 64, K 32, N 16 }\n';

const lenses = async ({ document }: vscode.TextEditor) => {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
  return found.map(({ command }) => command!);
};

const isResult = ({ input }: vscode.Tab) =>
  input instanceof vscode.TabInputWebview && input.viewType.endsWith('factorflow.result');

const labels = (open: vscode.Tab[]) => open.filter(isResult).map(({ label }) => label);

/** Changes settings of the workspace; resolves when all that listens to them has heard of it. Undefined is the default. */
async function configure(settings: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [name, value] of Object.entries(settings)) {
    const configuration = vscode.workspace.getConfiguration('factorflow');
    if (configuration.inspect(name)?.globalValue === value) continue;
    const heard = new Promise<void>((resolve) => {
      const listening = vscode.workspace.onDidChangeConfiguration((change) => {
        if (!change.affectsConfiguration(`factorflow.${name}`)) return;
        listening.dispose();
        resolve();
      });
    });
    await configuration.update(name, value, vscode.ConfigurationTarget.Global);
    await heard;
  }
}

describe('The commands', () => {
  before(() => vscode.extensions.getExtension('factorflow.factorflow')!.activate());
  after(() => configure({ 'mapper.strategy': undefined, 'mapper.timeLimit': undefined }));

  it('are all there', async () => {
    const { contributes } = vscode.extensions.getExtension('factorflow.factorflow')!.packageJSON;
    const known = new Set(await vscode.commands.getCommands(true));
    for (const { command } of contributes.commands) assert.ok(known.has(command), command);
  });

  it('stand over workloads and mappings', async () => {
    const editor = await open(workload + mapping);
    await diagnostics(editor, (found) => found.length === 0);
    const found = await lenses(editor);
    assert.match(found[2].title, /^EDP .* cycles · .* % of peak$/);
    assert.deepEqual(
      found.slice(0, 2).map(({ title, command }) => [title, command]),
      [
        ['Map Workload', 'factorflow.mapWorkload'],
        ['Evaluate Mapping', 'factorflow.evaluateMapping'],
      ],
    );
    const { command, arguments: given } = found[1];
    const outcome = await vscode.commands.executeCommand<EvaluateOutcome>(command, ...given!);
    assert.ok(outcome.kind === 'evaluated');
    assert.equal(outcome.report.mappingName, 'plain');
    assert.deepEqual(outcome.report.sizes, { M: 64, K: 32, N: 16 });
  });

  it('show one panel, whatever is shown', async () => {
    const editor = await open(`${workload}${mapping}${mapping.replace('plain', 'other')}`);
    const uri = editor.document.uri.toString();
    for (const name of ['plain', 'other']) {
      await vscode.commands.executeCommand('factorflow.evaluateMapping', { uri, mapping: name });
    }
    await tabs((open) => labels(open).join() === 'other: small on Eyeriss');
  });

  it('bring the last result back after its panel was closed', async () => {
    await vscode.window.tabGroups.close((await tabs((open) => open.some(isResult))).filter(isResult));
    await tabs((open) => !open.some(isResult));
    await vscode.commands.executeCommand('factorflow.showLastResult');
    await tabs((open) => labels(open).join() === 'other: small on Eyeriss');
  });

  it('give a diagnosis after the language server was restarted', async () => {
    const editor = await open('workload broken : gem { M: 1 }');
    await diagnostics(editor, (found) => found.length > 0);
    await vscode.commands.executeCommand('factorflow.restartServer');
    const again = await open('workload small : gem { M: 1 }');
    await diagnostics(again, (found) => found.length > 0);
    assert.ok((await lenses(again)).length > 0);
  });

  it('say that a search was superseded by a newer one of the same pair', async () => {
    const { document } = await open(
      `${workload}architecture tiny : gemm {
        memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }
        fanout PEs[4] over M
        compute MAC { energy: 1 pJ; cycles: 1 }
      }`,
    );
    // A search that ends by its time alone, so the second of two requests in a row comes while the first runs.
    await configure({ 'mapper.strategy': 'random', 'mapper.timeLimit': 3 });
    const map = () => vscode.commands.executeCommand<MapOutcome>('factorflow.mapWorkload', document.uri);
    const outcomes = await Promise.all([map(), map()]);
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['superseded', 'mapped'],
    );
  });
});

describe('A setting with a value that it does not take', () => {
  before(() => vscode.extensions.getExtension('factorflow.factorflow')!.activate());
  afterEach(() => configure({ 'mapper.threads': undefined, 'mapper.seed': undefined }));

  it('is said once, with what it takes and what counts instead', async () => {
    const { showWarningMessage } = vscode.window;
    const warnings: string[] = [];
    const record = async (message: string) => void warnings.push(message);
    vscode.window.showWarningMessage = record as typeof showWarningMessage;
    try {
      await configure({ 'mapper.threads': 0 });
      await configure({ 'mapper.seed': 2 });
    } finally {
      vscode.window.showWarningMessage = showWarningMessage;
    }
    assert.deepEqual(warnings, [
      '`factorflow.mapper.threads` is 0, but must be a whole number from 1 to 16. Its default, 1, counts instead.',
    ]);
  });
});
