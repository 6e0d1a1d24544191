import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Editor } from './editor.js';

const PAGE = new URL('../../../docs/diagnostics.md', import.meta.url);
const TEXT = 'const a = b\nconst c = 1 / 0\nworkload w : gemm { M: 1, K: 1 } $\n';

describe('Diagnostics in an editor', () => {
  let editor: Editor | undefined;
  afterEach(() => editor?.stop());

  const found = async (documentation?: string) => {
    editor = await Editor.start({ map: () => assert.fail(), dispose: () => {} }, { documentation });
    return editor.open('file:///documented.ffarch', TEXT);
  };

  it('link to where the page that comes with it explains them', async () => {
    const lines = readFileSync(PAGE, 'utf8').split('\n');
    const diagnostics = await found(PAGE.href);
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

  it('link nowhere without a page, or with one that is not there', async () => {
    for (const { codeDescription } of await found()) assert.equal(codeDescription, undefined);
    await editor!.stop();
    for (const { codeDescription } of await found('file:///no/such/page.md')) assert.equal(codeDescription, undefined);
  });
});
