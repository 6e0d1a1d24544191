import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { open } from './documents.js';

/** What comes of keys, one after the other, in an empty file; `|` is where the cursor stands at the end. */
const cases: [what: string, keys: string, text: string][] = [
  ['closes braces, and indents between them', 'architecture A : gemm {⏎', 'architecture A : gemm {\n  |\n}'],
  ['closes brackets', 'fanout F[', 'fanout F[|]'],
  ['closes quotes', 'import "', 'import "|"'],
  ['closes no quotes in comments', '// 6"', '// 6"|'],
  ['continues a documentation comment, and leaves its end to who types', '/**⏎Fast.⏎', '/**\n * Fast.\n * |'],
  ['splits a line comment into two', '// one two←←←⏎', '// one \n// |two'],
  ['leaves a line comment at its end', '// one⏎', '// one\n|'],
];

describe('Typing', () => {
  for (const [what, keys, text] of cases) {
    it(what, async () => {
      const editor = await open('');
      for (const key of keys) {
        if (key === '←') await vscode.commands.executeCommand('cursorLeft');
        else await vscode.commands.executeCommand('type', { text: key === '⏎' ? '\n' : key });
      }
      const offset = editor.document.offsetAt(editor.selection.active);
      const typed = editor.document.getText();
      assert.equal(`${typed.slice(0, offset)}|${typed.slice(offset)}`, text);
    });
  }

  it('goes back to the margin after a documentation comment', async () => {
    const editor = await open('  /**\n   * Fast.\n   */');
    await vscode.commands.executeCommand('cursorBottom');
    await vscode.commands.executeCommand('type', { text: '\n' });
    assert.equal(editor.document.lineAt(3).text, '  ');
  });
});
