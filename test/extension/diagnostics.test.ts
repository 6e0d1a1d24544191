import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tight } from '../tight.js';
import { diagnostics, find, open } from './documents.js';

describe('Diagnostics', () => {
  it('come and go as a capacity is edited', async () => {
    const editor = await open(tight(100));
    await editor.edit((edit) => edit.replace(find(editor, '100'), '16'));
    const [capacity] = await diagnostics(editor);
    assert.equal(capacity.severity, vscode.DiagnosticSeverity.Warning);
    assert.equal(capacity.source, 'FactorFlow');
    assert.match(capacity.message, /24 words.*16/);
    await editor.edit((edit) => edit.replace(find(editor, 'size: 16'), 'size: 24'));
    await diagnostics(editor, (found) => found.length === 0);
  });

  it('stay on the line of a syntax error, with everything else still understood', async () => {
    const editor = await open(tight(''));
    const found = await diagnostics(editor);
    assert.ok(found.every(({ range }) => range.start.line >= 3 && range.start.line <= 4));
  });

  it('name the nearest spelling of what cannot be found', async () => {
    const editor = await open('workload W : gem { M: 4, K: 4, N: 4 }\n');
    const found = await diagnostics(editor);
    assert.match(found[0].message, /gemm/);
    assert.deepEqual(found[0].range, find(editor, 'gem'));
  });

  it('are remedied by the fix that is preferred', async () => {
    for (const [text, title, remedied] of [
      ['workload W : gem { M: 4, K: 4, N: 4 }\n', 'Change `gem` to `gemm`', 'workload W : gemm { M: 4, K: 4, N: 4 }\n'],
      [tight(16), 'Raise `size` of `Register` to 24', tight(24)],
    ] as const) {
      const editor = await open(text);
      const [diagnostic] = await diagnostics(editor);
      const { uri } = editor.document;
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri,
        diagnostic.range,
        vscode.CodeActionKind.QuickFix.value,
      );
      const preferred = actions.find(({ isPreferred }) => isPreferred);
      assert.equal(preferred?.title, title);
      await vscode.workspace.applyEdit(preferred.edit!);
      await diagnostics(editor, (found) => found.length === 0);
      assert.equal(editor.document.getText(), remedied);
    }
  });
});
