import assert from 'node:assert/strict';
import { openWorkbench } from './session.js';

describe('An example in the workbench', () => {
  it('opens in an editor that knows its language', async () => {
    const workbench = await openWorkbench();
    await workbench.openFile('eyeriss.ffarch');
    await workbench.token('architecture').waitFor();
    assert.equal(await workbench.page.locator('[id="status.editor.mode"]').innerText(), 'FactorFlow architecture');
    await workbench.screenshot('editor');
  });
});
