import assert from 'node:assert/strict';
import { serveExamples } from '../host/examples.js';
import { temporaryFolder } from '../host/lifetime.js';
import { openWindow } from './session.js';

describe('npm start', () => {
  let examples: Awaited<ReturnType<typeof serveExamples>>;
  before(async () => {
    examples = await serveExamples(temporaryFolder('start'));
  });
  after(() => examples?.stop());

  it('opens the walkthrough with the Eyeriss example beside it, and the view from its icon', async () => {
    const workbench = await openWindow(examples.url);
    const { page } = workbench;
    await page.locator('.getting-started-step.expanded').waitFor();
    await page.locator('.tab.active', { hasText: 'eyeriss.ffarch' }).waitFor();
    await workbench.lens('Map Workload');
    await workbench.screenshot('start');

    await workbench.icon.click();
    await page.getByRole('treeitem', { name: /^architecture MyEyeriss / }).waitFor();
    await workbench.screenshot('start-view');
    assert.equal(await page.locator('.tab').count(), 2);
  });
});
