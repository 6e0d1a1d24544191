import { SAMPLES } from '../server/import/onnx/models.js';
import { addFile, sharedWorkbench } from './session.js';
import { gone } from './workbench.js';

describe('Import…', () => {
  it('opens the layers of a model from the explorer, after asking for what it leaves open, and maps them all', async () => {
    const workbench = await sharedWorkbench();
    const { page } = workbench;
    addFile('residual.onnx', SAMPLES[0].bytes);
    await page.getByRole('treeitem', { name: 'eyeriss.ffarch' }).hover();
    await page.getByRole('button', { name: 'Refresh Explorer' }).click();
    await page.getByRole('treeitem', { name: 'residual.onnx' }).click({ button: 'right' });
    const item = page.getByRole('menuitem', { name: 'Import…' });
    // A menu takes no click in the moment after it has opened.
    do await item.click();
    while (!(await gone(item, 1_000)));
    const input = page.locator('.quick-input-widget');
    await input.getByText('The model leaves the size "batch" open. What is it?').waitFor();
    await page.keyboard.type('none');
    await input.getByText('A size is 0 or a positive whole number, such as 1 or 128.').waitFor();
    await workbench.screenshot('import-size');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('2');
    await page.keyboard.press('Enter');
    await page.locator('.tab.active.dirty', { hasText: /Imported from residual.onnx.*Untitled-1/ }).waitFor();
    await page.locator('.view-line', { hasText: /^network\sresidual/ }).waitFor();
    const summary = /residual: 4 layers with 359,664,128 MACs and 231,050 parameters\./;
    await page.locator('.notification-toast', { hasText: summary }).waitFor();
    await workbench.screenshot('import');

    await workbench.runCommand('FactorFlow: Map Network');
    await workbench.pick('residual');
    await workbench.quickInput.getByPlaceholder('The architecture to map residual on').waitFor();
    await workbench.pick('EyerissNet');
    await workbench.webview.getByRole('heading', { name: 'residual × EyerissNet' }).waitFor();
    await workbench.webview
      .getByText(/^Of the energy, \d of 4 layers makes? [\d.]+ %: /)
      .first()
      .waitFor();
    await workbench.screenshot('import-mapped');
  });
});
