import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ImportOutcome } from '../../server/protocol/index.js';
import { SAMPLES } from '../server/import/onnx/models.js';

describe('Import…', () => {
  const [{ bytes }] = SAMPLES;
  let folder: vscode.Uri;
  before(async () => {
    await vscode.extensions.getExtension('factorflow.factorflow')!.activate();
    folder = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0].uri, 'models');
    await vscode.workspace.fs.createDirectory(folder);
  });
  after(() => vscode.workspace.fs.delete(folder, { recursive: true }));

  it('opens the layers of a model as a new document', async () => {
    const uri = vscode.Uri.joinPath(folder, 'residual.onnx');
    await vscode.workspace.fs.writeFile(uri, bytes);
    const outcome = await vscode.commands.executeCommand<ImportOutcome>('factorflow.import', {
      uri,
      sizes: { batch: 1 },
    });
    assert.equal(outcome.kind, 'imported');
    const { document } = vscode.window.activeTextEditor!;
    assert.ok(document.isUntitled);
    assert.equal(document.languageId, 'ffarch');
    assert.match(document.getText(), /^network residual \{$/m);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('opens nothing for a file of another kind', async () => {
    const uri = vscode.Uri.joinPath(folder, 'notes.onnx');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('notes'));
    const before = vscode.window.activeTextEditor;
    const outcome = await vscode.commands.executeCommand<ImportOutcome>('factorflow.import', uri);
    assert.ok(outcome.kind === 'failed');
    assert.match(outcome.message, /^notes\.onnx: The file begins like no format that is read/);
    assert.equal(vscode.window.activeTextEditor, before);
  });
});
