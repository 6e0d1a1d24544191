import assert from 'node:assert/strict';
import axe from 'axe-core';
import { ffarch } from '../server/cli/in-thread.js';
import { addFile, sharedWorkbench } from './session.js';
import { THEMES } from './themes.js';
import type { Workbench } from './workbench.js';

/** What axe-core finds wrong with the page of the panel that is shown, in each theme: a line for each element. */
async function findings(workbench: Workbench): Promise<string[]> {
  const found: string[] = [];
  for (const [theme, { page: kind }] of Object.entries(THEMES)) {
    addFile('.vscode/settings.json', JSON.stringify({ 'workbench.colorTheme': theme }));
    await workbench.webview.locator(`body.${kind}`).waitFor();
    const page = await (await workbench.webview.locator('main').elementHandle())!.ownerFrame();
    await page!.evaluate(axe.source);
    // The window paints the ground of a webview, which axe does not see.
    await page!.evaluate('document.documentElement.style.background = "var(--vscode-editor-background)"');
    const { violations } = await page!.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
    for (const { id, nodes } of violations)
      for (const { html, failureSummary } of nodes) found.push(`${theme}: ${id}: ${html}: ${failureSummary}`);
    await workbench.screenshot(`${await page!.title()} ${kind}`);
  }
  return found;
}

describe('In every theme, nothing hinders who uses a screen reader or sees little', () => {
  it('on the panel of a result', async () => {
    const workbench = await sharedWorkbench();
    await workbench.openFile('eyeriss.ffarch');
    await workbench.runCommand('FactorFlow: Map Workload');
    await workbench.webview.getByRole('heading', { name: 'MyEyeriss × MB6' }).waitFor();
    await workbench.webview.locator('summary').click();
    assert.deepEqual(await findings(workbench), []);
  });

  it('on the panel of a result beside another', async () => {
    const workbench = await sharedWorkbench();
    await workbench.openFile('eyeriss.ffarch');
    await workbench.runCommand('FactorFlow: Evaluate Mapping');
    await workbench.webview.getByRole('button', { name: 'Pin', exact: true }).click();
    await workbench.runCommand('FactorFlow: Map Workload');
    await workbench.webview.getByText(', which is pinned').waitFor();
    assert.deepEqual(await findings(workbench), []);
  });

  it('on the panel of a mapping that breaks rules', async () => {
    const workbench = await sharedWorkbench();
    await workbench.openFile('eyeriss.ffarch');
    await workbench.runCommand('FactorFlow: Evaluate Mapping');
    await workbench.webview.getByRole('heading', { name: 'byHand: MB6 on MyEyeriss' }).waitFor();
    await workbench.token('16Ki').dblclick();
    await workbench.page.keyboard.type('1');
    await workbench.webview.getByRole('heading', { name: 'This mapping is not legal' }).waitFor();
    assert.deepEqual(await findings(workbench), []);
  });

  it('on a panel whose numbers no longer hold', async () => {
    const workbench = await sharedWorkbench();
    await workbench.openFile('eyeriss.ffarch');
    await workbench.runCommand('FactorFlow: Map Workload');
    await workbench.webview.getByRole('heading', { name: 'MyEyeriss × MB6' }).waitFor();
    await workbench.token('16Ki').dblclick();
    await workbench.page.keyboard.type('8Ki');
    await workbench.webview.getByText('These numbers no longer hold').waitFor();
    assert.deepEqual(await findings(workbench), []);
  });

  it('on the panel of a network', async () => {
    const workbench = await sharedWorkbench();
    await workbench.openFile('edge-npu.ffarch');
    await workbench.runCommand('FactorFlow: Map Network');
    await workbench.webview.getByRole('heading', { name: 'tail × EdgeNpu' }).waitFor();
    await workbench.webview.locator('summary').first().click();
    assert.deepEqual(await findings(workbench), []);
  });

  it('on the diagram of an architecture, which its lens opens and whose levels lead to their lines', async () => {
    const workbench = await sharedWorkbench();
    await workbench.openFile('eyeriss.ffarch');
    await workbench.page.locator('.codelens-decoration a', { hasText: 'Diagram' }).first().click();
    await workbench.webview.getByRole('heading', { name: 'MyEyeriss', exact: true }).waitFor();
    const levels = workbench.webview.locator('tbody th');
    const { out } = await ffarch(['diagram', 'examples/eyeriss.ffarch']);
    const [, , ...said] = out.trimEnd().split('\n');
    assert.deepEqual(
      (await levels.allInnerTexts()).map((name) => name.trim()),
      said.map((line) => /^ {2}(\w+)/.exec(line)?.[1]),
    );
    assert.deepEqual(await findings(workbench), []);
    await levels.getByRole('button', { name: 'GlobalBuffer' }).click();
    await workbench.status('editor.selection').getByText('Ln 13, Col 22 (12 selected)').waitFor();
  });

  it('on the panel of an exploration', async () => {
    const workbench = await sharedWorkbench();
    await workbench.openFile('eyeriss.ffarch');
    await workbench.runCommand('FactorFlow: Explore Mappings');
    await workbench.webview.getByRole('heading', { name: 'Mappings of MB6 on MyEyeriss' }).waitFor();
    assert.deepEqual(await findings(workbench), []);
  });
});
