import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Editor } from './editor.js';

const PAGE = new URL('../../../docs/diagnostics.md', import.meta.url);
const TEXT = 'const a = b\nconst c = 1 / 0\nworkload w : gemm { M: 1, K: 1 } $\n';

describe('Diagnostics in an editor', () => {
  let editor: Editor | undefined;
  afterEach(() => editor?.stop());

  const found = async (documentation?: { uri: string; text: string }) => {
    editor = await Editor.start({ map: () => assert.fail(), dispose: () => {} }, { documentation });
    return editor.open('file:///documented.ffarch', TEXT);
  };

  it('link to where the page that comes with it explains them', async () => {
    const text = readFileSync(PAGE, 'utf8');
    const lines = text.split('\n');
    const diagnostics = await found({ uri: PAGE.href, text });
    assert.deepEqual(
      new Set(diagnostics.map(({ code }) => code)),
      new Set(['ffarch/unresolved-name', 'ffarch/division-by-zero', 'ffarch/missing-size', 'ffarch/unexpected-text']),
    );
    for (const { code, codeDescription } of diagnostics) {
      const [page, line] = codeDescription!.href.split('#L');
      assert.equal(page, PAGE.href);
      assert.equal(lines[Number(line) - 1], `### ${code}`);
    }
  });

  it('link nowhere without a page', async () => {
    for (const { codeDescription } of await found()) assert.equal(codeDescription, undefined);
  });
});
