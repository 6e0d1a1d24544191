import assert from 'node:assert/strict';
import { openWorkbench } from './session.js';

describe('The FactorFlow view', () => {
  it('lists what files declare and what was mapped, leads there, and keeps results over a reload', async () => {
    const workbench = await openWorkbench();
    const { page } = workbench;
    await workbench.openFile('eyeriss.ffarch');
    // The view gets the room of the files.
    await page.getByRole('button', { name: 'FactorFlow Section' }).click();
    await page.getByRole('button', { name: 'Explorer Section: examples' }).click();
    const row = (name: string | RegExp) => page.getByRole('treeitem', { name });
    await row(/^architecture MyEyeriss /).waitFor();
    await row(/^workload MB6 /).hover();
    await row(/^workload MB6 /)
      .getByRole('button', { name: 'Map Workload' })
      .click();
    await workbench.webview.getByRole('heading', { name: 'MyEyeriss × MB6' }).waitFor();
    const result = row(/^result MB6 on MyEyeriss, WART .*optimal/);
    await result.waitFor();
    await workbench.screenshot('explorer-dark');
    await workbench.runCommand('Preferences: Toggle between Light/Dark Themes');
    await page.locator('.monaco-workbench.vs').waitFor();
    await result.hover();
    await workbench.screenshot('explorer-light');

    await page.reload();
    await result.waitFor();
    await result.click();
    await workbench.webview.getByRole('heading', { name: 'MyEyeriss × MB6' }).waitFor();

    await row(/^architecture MyEyeriss /).click();
    await page.locator('.tab.active', { hasText: 'eyeriss.ffarch' }).waitFor();
    assert.match(await workbench.status('editor.selection').innerText(), /selected/);
    await workbench.token('256').dblclick();
    await page.keyboard.type('128');
    await row(/^result MB6 on MyEyeriss, .*, stale, before the last changes of MB6$/).waitFor();
    await workbench.screenshot('explorer-stale');
  });
});
