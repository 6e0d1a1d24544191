import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EvaluateOutcome, MapOutcome } from '../../server/protocol/index.js';
import { diagnostics, find, hover, open, openExample, tabs } from './documents.js';

const text = `workload small : gemm { M: 64, K: 32, N: 16 }
architecture tiny : gemm {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }
  fanout PEs[4] over M
  memory Register { size: 16; energy: 1 pJ; bandwidth: 4 }
  compute MAC { energy: 1 pJ; cycles: 1 }
}
`;

describe('Past results', () => {
  const actions = async ({ document }: vscode.TextEditor, at: vscode.Range): Promise<vscode.CodeAction[]> =>
    vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, at);

  it('are there again for the server after a restart, and hovers link to them', async () => {
    const editor = await openExample('eyeriss.ffarch');
    const outcome = await vscode.commands.executeCommand<MapOutcome>('factorflow.mapWorkload');
    assert.equal(outcome.kind, 'mapped');
    await vscode.commands.executeCommand('factorflow.restartServer');
    const { start } = find(editor, 'GlobalBuffer');
    // The server reads them when the documents are there; until then it answers without them.
    while (!(await hover(editor, start)).includes('In the last result, for `MB6`'));
    const [{ contents }] = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      editor.document.uri,
      start,
    );
    const [content] = contents as vscode.MarkdownString[];
    assert.match(content.value, /\[Open the last result\]\(command:factorflow\.showResult\?/);
    const { enabledCommands } = content.isTrusted as { enabledCommands: readonly string[] };
    assert.ok(enabledCommands.includes('factorflow.showResult'));
    assert.ok(!enabledCommands.includes('factorflow.removeAllResults'));
  });

  it('become mappings by code actions, which map before that', async () => {
    const editor = await open(text);
    await diagnostics(editor, (found) => found.length === 0);
    const name = find(editor, 'small');
    const map = (await actions(editor, name)).find(({ title }) => title === 'Map this workload');
    const [argument] = map!.command!.arguments!;
    const tiny = { uri: editor.document.uri.toString(), name: 'tiny' };
    const outcome = await vscode.commands.executeCommand<MapOutcome>(map!.command!.command, {
      ...argument,
      architecture: tiny,
    });
    assert.ok(outcome.kind === 'mapped');
    const create = (await actions(editor, name)).find(({ title }) =>
      title.startsWith('Create mapping of small on tiny'),
    );
    assert.equal(create?.title, 'Create mapping of small on tiny from the optimal result');
    assert.ok(await vscode.workspace.applyEdit(create!.edit!));
    const evaluated = await vscode.commands.executeCommand<EvaluateOutcome>('factorflow.evaluateMapping', {
      uri: tiny.uri,
      mapping: 'small_tiny',
    });
    assert.ok(evaluated.kind === 'evaluated');
    assert.equal(evaluated.report.wart, outcome.report.wart);
  });
});

describe('Compare Results', () => {
  it('shows a declared mapping beside another', async () => {
    const editor = await openExample('eyeriss.ffarch');
    const uri = editor.document.uri.toString();
    const row = { uri, mapping: 'byHand' };
    await vscode.commands.executeCommand('factorflow.compareResults', undefined, [row, { ...row }]);
    await tabs((open) => open.some(({ label }) => label === 'byHand: MB6 on MyEyeriss'));
  });
});

describe('Mapping what is saved', () => {
  const settings = () => vscode.workspace.getConfiguration('factorflow');
  before(() => settings().update('mapper.mapOnSave', 'all', vscode.ConfigurationTarget.Global));
  after(() => settings().update('mapper.mapOnSave', undefined, vscode.ConfigurationTarget.Global));

  it('gives hovers their numbers without anything being asked for', async () => {
    const [folder] = vscode.workspace.workspaceFolders!;
    const file = vscode.Uri.joinPath(folder.uri, 'saved.ffarch');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text.replace('64 pJ', '63 pJ')));
    const editor = await openExample('saved.ffarch');
    const { start } = find(editor, 'Register');
    assert.match(await hover(editor, start), /Nothing has been mapped on `tiny` yet/);
    await editor.edit((edit) => edit.replace(find(editor, 'M: 64'), 'M: 60'));
    assert.ok(await editor.document.save());
    while (!(await hover(editor, start)).includes('In the last result, for `small`'));
  });
});

describe('The FactorFlow view', () => {
  it('is there once the extension is', async () => {
    await open(text);
    await vscode.commands.executeCommand('factorflow.overview.focus');
  });
});
