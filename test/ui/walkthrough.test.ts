import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { openWorkbench } from './session.js';
import { seen, type Workbench } from './workbench.js';

const step = (workbench: Workbench, id: string): Locator =>
  workbench.page.locator(`.getting-started-step[data-step-id$="#factorflow.start#${id}"]`);

/** The mark of a step that VS Code holds for done. */
const done = (workbench: Workbench, id: string) => step(workbench, id).locator('.codicon-getting-started-step-checked');

/** How often, and how long each time in ms, something is waited for that needs the focus. */
const FOCUS_TRIES = 5;
const FOCUS_MS = 4_000;

/**
 * Does what needs the focus until its effect is seen: a step of the walkthrough takes the focus once more a moment after it was
 * chosen.
 */
async function insist(action: () => Promise<void>, effect: Locator): Promise<void> {
  for (let tries = 1; tries < FOCUS_TRIES; tries++) {
    await action();
    if (await seen(effect, FOCUS_MS)) return;
  }
  await action();
  await effect.waitFor();
}

/** Shrinks the example's GlobalBuffer, as the step says. */
async function shrinkBuffer(workbench: Workbench): Promise<void> {
  await step(workbench, 'edit').getByRole('button', { name: 'Select the Size' }).click();
  await workbench.status('editor.selection').getByText('(8 selected)').waitFor();
  await workbench.page.keyboard.type('64Ki');
}

describe('The walkthrough', () => {
  it('leads from an example over a mistake to a mapping in the file, and notices each step', async () => {
    const workbench = await openWorkbench();
    await workbench.runCommand('FactorFlow: Get Started');
    await step(workbench, 'open').getByRole('button', { name: 'Open Eyeriss' }).click();
    const example = workbench.page.locator('.tab.active', { hasText: 'Untitled-1' });
    await example.waitFor();
    await workbench.token('architecture').waitFor();
    await done(workbench, 'open').waitFor();
    await workbench.screenshot('walkthrough open');

    await step(workbench, 'edit').click();
    await insist(() => shrinkBuffer(workbench), done(workbench, 'edit'));
    await step(workbench, 'edit').getByRole('button', { name: 'Show the Loop' }).click();
    await workbench.line('K 2, N 256').waitFor();
    await workbench.squiggles('error').first().waitFor();
    await workbench.screenshot('walkthrough edit');

    await step(workbench, 'map').click();
    await step(workbench, 'map').getByRole('button', { name: 'Map Workload' }).click();
    await workbench.webview.getByRole('heading', { name: 'MyEyeriss × MB6' }).waitFor();
    await done(workbench, 'map').waitFor();
    await example.waitFor();
    await workbench.screenshot('walkthrough map');

    await step(workbench, 'panel').click();
    const heading = workbench.webview.getByRole('heading', { name: 'MyEyeriss × MB6' });
    await insist(() => heading.click(), done(workbench, 'panel'));
    await workbench.screenshot('walkthrough panel');

    await step(workbench, 'keep').click();
    await step(workbench, 'keep').getByRole('button', { name: 'Insert Mapping' }).click();
    await done(workbench, 'keep').waitFor();
    await workbench.screenshot('walkthrough keep');

    await step(workbench, 'network').click();
    await step(workbench, 'network').getByRole('button', { name: 'Map Network' }).click();
    await done(workbench, 'network').waitFor();
    await workbench.screenshot('walkthrough network');
    assert.equal(
      await workbench.page.locator('.getting-started-step .codicon-getting-started-step-unchecked').count(),
      0,
    );
  });
});
