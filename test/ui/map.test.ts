import assert from 'node:assert/strict';
import { checkout } from '../host/checkout.js';
import { addFile, openWorkbench, sharedWorkbench } from './session.js';
import type { Workbench } from './workbench.js';

/** The number that a figure of the panel shows as `2.28 × 10⁻⁷`. */
function scientific(figure: string): number {
  const [, mantissa, exponent] = /([\d.]+) × 10(\S+)/.exec(figure.normalize('NFKC').replaceAll('−', '-')) ?? [];
  return Number(`${mantissa}e${exponent}`);
}

/** Editor, hover and panel side by side: wide, without the explorer, and with the hover over code alone. */
async function pictureForReadme(workbench: Workbench): Promise<void> {
  await workbench.page.setViewportSize({ width: 1600, height: 900 });
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await workbench.hover(workbench.token('OutRegister'), /read/i);
  await workbench.page.screenshot({ path: checkout('client/media/screenshot.png'), animations: 'disabled' });
  await workbench.page.keyboard.press('Escape');
}

describe('A search that was stopped early', () => {
  it('goes on at a button, from what it has found', async () => {
    const workbench = await openWorkbench();
    await workbench.openFile('eyeriss.ffarch');
    const numbers = workbench.page.locator('.margin .line-numbers').first();
    await numbers.waitFor();
    // The numbers of lines go when the settings have been read.
    addFile(
      '.vscode/settings.json',
      JSON.stringify({ 'factorflow.mapper.timeLimit': 0.001, 'editor.lineNumbers': 'off' }),
    );
    await numbers.waitFor({ state: 'detached' });
    await workbench.runCommand('FactorFlow: Map Workload');
    const panel = workbench.webview;
    await panel.getByText('stopped by the time limit').waitFor();
    await workbench.screenshot('stopped');
    await panel.getByRole('button', { name: 'Continue' }).click();
    await panel.locator('.badge', { hasText: 'optimal' }).waitFor();
    assert.equal(await panel.getByRole('button', { name: 'Continue' }).count(), 0);
  });
});

describe('Map Workload', () => {
  it('opens the best mapping beside the editor, feeds the hovers, and inserts it', async () => {
    const workbench = await sharedWorkbench();
    await workbench.openFile('eyeriss.ffarch');
    await workbench.runCommand('FactorFlow: Map Workload');

    const panel = workbench.webview;
    await panel.getByRole('heading', { name: 'MyEyeriss × MB6' }).waitFor();
    const levels = (await workbench.levelsOfNest()).join(' ');
    assert.equal(levels, 'DRAM GlobalBuffer SACols SARows InRegister WRegister OutRegister MAC');
    const figures = await panel.locator('.totals .figure').allInnerTexts();
    const wart = figures.find((figure) => figure.startsWith('WART')) ?? '';
    assert.ok(scientific(wart) >= 2.28e-7, `The published search reaches a WART of 2.28e-7, this one ${wart}.`);
    assert.ok((await panel.locator('.operations .reads').count()) > 0);

    await workbench.cursorTo('GlobalBuffer');
    await workbench.hover(workbench.token('GlobalBuffer'), /read/i);
    await workbench.screenshot('map');
    await workbench.page.keyboard.press('Escape');
    if (process.env.UPDATE_SCREENSHOT) await pictureForReadme(workbench);

    await panel.getByRole('button', { name: 'Insert mapping' }).click();
    await workbench.page.locator('.tab.active.dirty', { hasText: 'eyeriss.ffarch' }).waitFor();
    await workbench.screenshot('insert');
  });
});
