import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EvaluateOutcome, ExportOutcome, MapNetworkOutcome, MapOutcome } from '../../server/protocol/index.js';
import { find, hover, open, openExample, tabs } from './documents.js';

describe('Map Workload', () => {
  let editor: vscode.TextEditor;
  let mapped: Extract<MapOutcome, { kind: 'mapped' }>;

  before('map the example', async () => {
    editor = await openExample('eyeriss.ffarch');
    const outcome = await vscode.commands.executeCommand<MapOutcome>('factorflow.mapWorkload');
    assert.equal(outcome.kind, 'mapped');
    mapped = outcome as typeof mapped;
  });

  it('finds a mapping at least as good as the published search', () => {
    assert.ok(mapped.report.wart >= 2.2846252688181477e-7);
    assert.deepEqual(mapped.report.violations, []);
  });

  it('opens the panel beside the editor', async () => {
    const isPanel = ({ input, label }: vscode.Tab) =>
      input instanceof vscode.TabInputWebview && label === 'MyEyeriss × MB6';
    const panel = (await tabs((open) => open.some(isPanel))).find(isPanel)!;
    assert.notEqual(panel.group.viewColumn, editor.viewColumn);
  });

  it('gives the hover over a level its bandwidths', async () => {
    const text = await hover(editor, find(editor, 'GlobalBuffer').start);
    for (const word of [/read/i, /fill/i, /update/i, /drain/i, /bandwidth/i]) assert.match(text, word);
  });

  it('exports it to Timeloop, into a folder of the workspace', async function () {
    // The file system of the tests on the web makes no folders.
    if (editor.document.uri.scheme === 'test-files') this.skip();
    const folder = vscode.Uri.joinPath(editor.document.uri, '../timeloop');
    const outcome = await vscode.commands.executeCommand<ExportOutcome>('factorflow.exportToTimeloop', folder);
    try {
      assert.ok(outcome.kind === 'exported');
      const entries = await vscode.workspace.fs.readDirectory(folder);
      assert.deepEqual(entries.map(([name]) => name).sort(), outcome.files.map(({ name }) => name).sort());
    } finally {
      await vscode.workspace.fs.delete(folder, { recursive: true });
    }
  });

  it('inserts the mapping, which then evaluates to the same numbers', async () => {
    const name = await vscode.commands.executeCommand<string>('factorflow.insertMapping');
    const uri = editor.document.uri.toString();
    const outcome = await vscode.commands.executeCommand<EvaluateOutcome>('factorflow.evaluateMapping', {
      uri,
      mapping: name,
    });
    assert.ok(outcome.kind === 'evaluated');
    const { search: _, ...searched } = mapped.report;
    const { mappingName, ...evaluated } = outcome.report;
    assert.equal(mappingName, name);
    assert.deepEqual(evaluated, searched);
  });
});

describe('Map Network', () => {
  it('maps every layer of the network under the lens, and shows them in a panel with totals', async () => {
    const editor = await openExample('transformer.ffarch');
    const uri = editor.document.uri.toString();
    const outcome = await vscode.commands.executeCommand<MapNetworkOutcome>('factorflow.mapNetwork', {
      uri,
      workload: { uri, name: 'Encoder' },
    });
    assert.ok(outcome.kind === 'mapped', JSON.stringify(outcome));
    const { name, architecture, layers, totals } = outcome.network;
    assert.deepEqual(
      layers.map(({ name, repeat, outcome }) => [name, repeat, outcome.kind]),
      ['KQV', 'scores', 'values', 'project', 'expand', 'contract'].map((layer) => [layer, 12, 'mapped']),
    );
    assert.equal(totals?.layers, 72);
    await tabs((all) =>
      all.some(({ input, label }) => input instanceof vscode.TabInputWebview && label === `${name} × ${architecture}`),
    );
  });

  it('takes an architecture that runs only some kernels of a network, and says what the totals leave out', async () => {
    const { document } = await open(`network Mixed {
  product : gemm { M: 16, K: 8, N: 4 }
  image : conv { M: 2, P: 2, Q: 2, C: 1, R: 1, S: 1 }
}
`);
    const uri = document.uri.toString();
    const outcome = await vscode.commands.executeCommand<MapNetworkOutcome>('factorflow.mapNetwork', {
      uri,
      architecture: { uri: 'ffarch-library:/architectures.ffarch', name: 'Gemmini' },
      workload: { uri, name: 'Mixed' },
    });
    assert.ok(outcome.kind === 'mapped', JSON.stringify(outcome));
    const { layers, leftOut, totals } = outcome.network;
    assert.deepEqual(
      layers.map(({ name, outcome }) => [name, outcome.kind]),
      [
        ['product', 'mapped'],
        ['image', 'unfit'],
      ],
    );
    assert.deepEqual([leftOut.map(({ layer }) => layer), totals?.layers], [['image'], 1]);
    await tabs((tabs) => tabs.some(({ label }) => label === 'Mixed × Gemmini'));
  });
});
