import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { addFile, openWorkbench } from './session.js';
import { seen, type Workbench } from './workbench.js';

/** Opens the example, and the view from its icon in the activity bar. */
async function openView(): Promise<{ workbench: Workbench; row: (name: RegExp) => Locator }> {
  const workbench = await openWorkbench();
  await workbench.openFile('eyeriss.ffarch');
  await workbench.icon.click();
  return { workbench, row: (name) => workbench.page.getByRole('treeitem', { name }) };
}

describe('The FactorFlow view', () => {
  it('lists what files declare and maps it, and keeps results over a reload', async () => {
    const { workbench, row } = await openView();
    const { page } = workbench;
    await row(/^architecture MyEyeriss /).waitFor();
    await row(/^workload MB6 /).hover();
    await row(/^workload MB6 /)
      .getByRole('button', { name: 'Map Workload' })
      .click();
    const panel = workbench.webview.getByRole('heading', { name: 'MyEyeriss × MB6' });
    await panel.waitFor();
    const result = row(/^result MB6 on MyEyeriss, WART .*optimal/);
    await result.waitFor();
    await workbench.screenshot('explorer-dark');

    await page.reload();
    await result.click();
    await panel.waitFor();
  });

  it('groups the results of a pair, the best first', async () => {
    const { workbench, row } = await openView();
    const objective = (name: string) =>
      addFile('.vscode/settings.json', JSON.stringify({ 'factorflow.mapper.objective': name }));
    await workbench.runCommand('FactorFlow: Map Workload');
    await row(/^result MB6 on MyEyeriss, WART .*optimal/).waitFor();
    objective('latency');
    // The window takes a moment to read its settings; until then the search is for the same.
    while (!(await seen(row(/^MB6 on MyEyeriss, 2 results/), 3_000))) {
      await workbench.runCommand('FactorFlow: Map Workload');
      await workbench.webview.locator('.badge', { hasText: 'optimal' }).waitFor();
    }
    await workbench.screenshot('explorer-pair');
    await row(/^result MB6 on MyEyeriss, WART .*optimal/).click();
    await workbench.webview.getByText('searched for the highest WART').waitFor();
  });

  it('opens a network again that was mapped, also after a reload', async () => {
    const { workbench, row } = await openView();
    await workbench.openFile('edge-npu.ffarch');
    await workbench.runCommand('FactorFlow: Map Network');
    const heading = workbench.webview.getByRole('heading', { name: 'tail × EdgeNpu' });
    await heading.waitFor();
    const network = row(/^network result tail on EdgeNpu, WART /);
    await network.waitFor();
    await workbench.screenshot('explorer-network');
    await workbench.page.locator('.tab', { hasText: 'tail × EdgeNpu' }).click();
    await workbench.runCommand('View: Close Editor');
    await heading.waitFor({ state: 'detached' });
    await network.click();
    await heading.waitFor();
    await workbench.runCommand('View: Close Editor');
    await workbench.page.reload();
    await network.click();
    await heading.waitFor();
  });

  it('leads to what is declared, and marks results as stale when it changes', async () => {
    const { workbench, row } = await openView();
    const { page } = workbench;
    await row(/^architecture MyEyeriss /).click();
    await page.locator('.tab.active', { hasText: 'eyeriss.ffarch' }).waitFor();
    await workbench.status('editor.selection').getByText('Ln 7, Col 23 (9 selected)').waitFor();
    await workbench.runCommand('FactorFlow: Map Workload');
    await row(/^result MB6 on MyEyeriss, WART .*optimal/).waitFor();
    await workbench.runCommand('Preferences: Toggle between Light/Dark Themes');
    await page.locator('.monaco-workbench.vs').waitFor();
    await workbench.token('256').dblclick();
    await page.keyboard.type('128');
    const stale = row(/^result MB6 on MyEyeriss, .*, stale, before the last changes of MB6$/);
    await stale.hover();
    await workbench.screenshot('explorer-light');
    await stale.click();
    const notice = workbench.webview.getByText('MB6: K 256 → 128');
    await notice.waitFor();
    assert.equal(await stale.count(), 1);
  });
});
