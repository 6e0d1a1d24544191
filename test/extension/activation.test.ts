import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('The extension', () => {
  it('is found by VS Code under its identifier', () => {
    assert.ok(vscode.extensions.getExtension('factorflow.factorflow'));
  });

  it('is activated by a document of its language', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'ffarch', content: '' });
    await vscode.window.showTextDocument(document);
    const extension = vscode.extensions.getExtension('factorflow.factorflow')!;
    await extension.activate();
    assert.ok(extension.isActive);
  });
});
