import assert from 'node:assert/strict';
import { addFile, sharedWorkbench } from './session.js';

describe('Navigation', () => {
  it('opens the standard library, which cannot be changed', async () => {
    const workbench = await sharedWorkbench();
    await workbench.openFile('eyeriss.ffarch');
    await workbench.lens('Map');
    await workbench.cursorTo('gemm');
    await workbench.page.keyboard.press('F12');
    await workbench.page.locator('.tab.active', { hasText: 'couplings.ffarch' }).waitFor();
    await workbench.line('coupling gemm {').waitFor();
    await workbench.page.keyboard.type('x');
    await workbench.page.getByText('Cannot edit in read-only editor').first().waitFor();
    await workbench.screenshot('library');
  });

  it('renames across files, and says why where it cannot', async () => {
    const workbench = await sharedWorkbench();
    addFile('shared.ffarch', 'const shared = 16\n');
    addFile('using.ffarch', 'import "shared.ffarch"\n\nworkload W : gemm { M: shared, K: 2 * shared, N: 1 }\n');
    await workbench.openFile('shared.ffarch');
    await workbench.openFile('using.ffarch');
    await workbench.lens('Map');
    await workbench.rename('shared', 'common');
    await workbench.line('workload W : gemm { M: common, K: 2 * common, N: 1 }').waitFor();
    await workbench.openFile('shared.ffarch');
    await workbench.line('const common = 16').waitFor();
    await workbench.openFile('using.ffarch');
    await workbench.cursorTo('gemm');
    await workbench.page.keyboard.press('F2');
    const refusal = workbench.page.locator('.monaco-editor-overlaymessage');
    await refusal.waitFor();
    assert.match(await refusal.innerText(), /belongs to the standard library/);
    await workbench.screenshot('rename');
  });
});
