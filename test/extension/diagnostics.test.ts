import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnostics, find, open } from './documents.js';

const architecture = `architecture Small : gemm {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }
  memory Register {
    size: 100
    energy: 0.7 pJ; bandwidth: 6
    factors: M = 4, K = 4
  }
  compute MAC { energy: 0.2 pJ; cycles: 1 }
}
`;

describe('Diagnostics', () => {
  it('come and go as a capacity is edited', async () => {
    const editor = await open(architecture);
    await editor.edit((edit) => edit.replace(find(editor, '100'), '16'));
    const [capacity] = await diagnostics(editor);
    assert.equal(capacity.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(capacity.source, 'ffarch');
    // 4·4 words of W, 4 of In and 4 of Out.
    assert.match(capacity.message, /24 words.*16/);
    await editor.edit((edit) => edit.replace(find(editor, 'size: 16'), 'size: 24'));
    await diagnostics(editor, (found) => found.length === 0);
  });

  it('stay on the line of a syntax error, with everything else still understood', async () => {
    const editor = await open(architecture.replace('size: 100', 'size: '));
    const found = await diagnostics(editor);
    assert.ok(found.every(({ range }) => range.start.line >= 3 && range.start.line <= 4));
  });

  it('name the nearest spelling of what cannot be found', async () => {
    const editor = await open('workload W : gem { M: 4, K: 4, N: 4 }\n');
    const found = await diagnostics(editor);
    assert.match(found[0].message, /gemm/);
    assert.deepEqual(found[0].range, find(editor, 'gem'));
  });
});
