import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { AccelergyOutcome } from '../../server/protocol/index.js';

const TEXT = `architecture Small : gemm {
  memory DRAM { size: unbounded; valueBits: 8; bandwidth: 8; component: dram }
  compute MAC { energy: 1 pJ }
}
`;

describe('Estimate with Accelergy', () => {
  const { extensionPath } = vscode.extensions.getExtension('factorflow.factorflow')!;
  const settings = () => vscode.workspace.getConfiguration('factorflow');
  let folder: string;
  let uri: vscode.Uri;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'ffarch-accelergy-test-'));
    uri = vscode.Uri.file(join(folder, 'small.ffarch'));
    writeFileSync(uri.fsPath, TEXT);
  });
  after(async () => {
    await settings().update('accelergy.path', undefined, vscode.ConfigurationTarget.Global);
    rmSync(folder, { recursive: true });
  });

  async function estimate(program: string): Promise<AccelergyOutcome> {
    if (settings().get('accelergy.path') !== program) await choose(program);
    const argument = { uri: uri.toString(), use: true };
    return vscode.commands.executeCommand<AccelergyOutcome>('factorflow.estimateWithAccelergy', argument);
  }

  async function choose(program: string): Promise<void> {
    const path = 'factorflow.accelergy.path';
    const changed = new Promise<void>((resolve) => {
      const listening = vscode.workspace.onDidChangeConfiguration((change) => {
        if (!change.affectsConfiguration(path)) return;
        listening.dispose();
        resolve();
      });
    });
    await settings().update('accelergy.path', program, vscode.ConfigurationTarget.Global);
    await changed;
  }

  it('shows the tables, writes them beside the document, and takes energies from them', async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const outcome = await estimate(join(extensionPath, 'test/server/accelergy/stand-in.mjs'));
    assert.equal(outcome.kind, 'estimated', JSON.stringify(outcome));
    const shown = vscode.window.visibleTextEditors.find(({ document }) => document.languageId === 'yaml');
    assert.match(shown?.document.getText() ?? '', /^# DRAM +read +64 pJ +64 pJ +none$/m);
    assert.match(readFileSync(join(folder, 'Small.ERT.yaml'), 'utf8'), /^ERT:$/m);
    assert.match(document.getText(), /bandwidth: 8; energy: from "Small\.ERT\.yaml"; component: dram/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('leaves the document as it is where the tables cannot be written', async () => {
    const tables = join(folder, 'Small.ERT.yaml');
    rmSync(tables, { force: true });
    mkdirSync(tables);
    const document = await vscode.workspace.openTextDocument(uri);
    const before = document.getText();
    const outcome = await estimate(join(extensionPath, 'test/server/accelergy/stand-in.mjs'));
    assert.equal(outcome.kind, 'estimated');
    assert.equal(document.getText(), before);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('says where there is no program', async () => {
    const outcome = await estimate('/nowhere/accelergy');
    assert.ok(outcome.kind === 'failed');
    assert.match(outcome.message, /^There is no program `\/nowhere\/accelergy`/);
  });
});
