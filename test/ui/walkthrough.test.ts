import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { openWorkbench } from './session.js';
import type { Workbench } from './workbench.js';

const step = (workbench: Workbench, id: string): Locator =>
  workbench.page.locator(`.getting-started-step[data-step-id$="#factorflow.start#${id}"]`);

/** The mark of a step that VS Code holds for done. */
const done = (workbench: Workbench, id: string) => step(workbench, id).locator('.codicon-getting-started-step-checked');

describe('The walkthrough', () => {
  it('leads from an example over a mistake to a mapping in the file, and notices each step', async () => {
    const workbench = await openWorkbench();
    await workbench.runCommand('FactorFlow: Get Started');
    await step(workbench, 'open').getByRole('button', { name: 'Open Eyeriss' }).click();
    await workbench.page.locator('.tab.active', { hasText: 'Untitled-1' }).waitFor();
    await workbench.token('architecture').waitFor();
    await done(workbench, 'open').waitFor();
    await workbench.screenshot('walkthrough open');

    await step(workbench, 'edit').click();
    await workbench.page.locator('.tab', { hasText: 'Untitled-1' }).click();
    await workbench.token('16Ki').dblclick();
    for (let word = 0; word < 2; word++) await workbench.page.keyboard.press('Control+Shift+ArrowRight');
    await workbench.page.keyboard.type('64Ki');
    await done(workbench, 'edit').waitFor();
    await workbench.screenshot('walkthrough edit');

    await step(workbench, 'map').click();
    await step(workbench, 'map').getByRole('button', { name: 'Map Workload' }).click();
    await workbench.webview.getByRole('heading', { name: 'MyEyeriss × MB6' }).waitFor();
    await done(workbench, 'map').waitFor();
    await workbench.screenshot('walkthrough map');

    await step(workbench, 'panel').click();
    await workbench.webview.getByRole('heading', { name: 'MyEyeriss × MB6' }).click();
    await done(workbench, 'panel').waitFor();
    await workbench.screenshot('walkthrough panel');

    await step(workbench, 'keep').click();
    await step(workbench, 'keep').getByRole('button', { name: 'Insert Mapping' }).click();
    await done(workbench, 'keep').waitFor();
    await workbench.screenshot('walkthrough keep');
    assert.equal(
      await workbench.page.locator('.getting-started-step .codicon-getting-started-step-unchecked').count(),
      0,
    );
  });
});
