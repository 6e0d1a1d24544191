import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnostics, find, open } from './documents.js';

const ARCHITECTURE = `architecture Npu : gemm {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: unbounded }
  memory Buffer {
    size: 64 KiB
    bits: W 8, In 8, Out 32
    energy: 2 pJ
    bandwidth: shared 512 b
    mayBypass: W
    windows: sliding
    factors: K = all
  }
  fanout Rows[12] over M
  compute MAC { energy: 0.2 pJ }
}
workload Layer : gemm { M: 512, K: 64, N: 4 }
`;

const MAPPING = `mapping byHand of Layer on Npu {
  DRAM: M 43, N 4
  Buffer bypass W: K 64
  Rows: M 12
}
`;

/** The whole of a document. */
const all = ({ document }: vscode.TextEditor): vscode.Range =>
  new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));

describe('What a mapping decides', () => {
  it('is taken as it stands, and shown beside its loops', async () => {
    const editor = await open(`${ARCHITECTURE}${MAPPING}`);
    const { uri } = editor.document;
    const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
      'vscode.executeInlayHintProvider',
      uri,
      all(editor),
    );
    const labels = hints.map(({ label }) => label);
    assert.ok(labels.includes('⟵ 12 / 12 · M 8 in the last round'), labels.join('; '));
    assert.ok(
      labels.some((label) => /^⟵ .* bits · /.test(String(label))),
      labels.join('; '),
    );
    assert.deepEqual(vscode.languages.getDiagnostics(uri), []);
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      find(editor, 'Buffer bypass').start,
    );
    const [content] = hover.contents as vscode.MarkdownString[];
    assert.match(content.value, /a mapping may bypass `W`/);
    assert.match(content.value, /Footprint \*\*[\d,]+\*\* \([^)]*B\) of 524,288 bits/);
  });

  it('is completed where a memory leaves it to the mapping', async () => {
    const editor = await open(`${ARCHITECTURE}${MAPPING.replace('Buffer bypass W: K 64', 'Buffer bypass ')}`);
    const position = find(editor, 'Buffer bypass ').end;
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      editor.document.uri,
      position,
    );
    assert.deepEqual(
      items.map(({ label }) => label),
      ['W'],
    );
  });

  it('is refused where a memory keeps an operand, and what is out of date is replaced', async () => {
    const text = `${ARCHITECTURE.replace('windows: sliding', 'multipleReuses: false')}${MAPPING.replace('bypass W', 'bypass In')}`;
    const editor = await open(text);
    const found = await diagnostics(editor, ({ length }) => length === 2);
    assert.deepEqual(
      found.map(({ code }) => (code as { value: string }).value),
      ['ffarch/deprecated-property', 'ffarch/mapping-bypass'],
    );
    const [deprecated] = found;
    assert.deepEqual(deprecated.tags, [vscode.DiagnosticTag.Deprecated]);
    const [fix] = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      editor.document.uri,
      deprecated.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    assert.equal(fix.title, 'Change to `windows: strict`');
    await vscode.workspace.applyEdit(fix.edit!);
    await diagnostics(editor, ({ length }) => length === 1);
    assert.match(editor.document.getText(), /windows: strict/);
  });
});
