import assert from 'node:assert/strict';
import { FIGURES, number, significant } from '../../language/figures.js';
import { ffarch } from '../server/cli/in-thread.js';
import { sharedWorkbench } from './session.js';

/** What the command line prints of the network of the example, as JSON. */
async function mapped(architectures: string) {
  const { out } = await ffarch(['map', architectures, 'examples/edge-npu.ffarch#tail', '--json', '--quiet']);
  return JSON.parse(out);
}

describe('The panel of a network', () => {
  it('has the numbers of the command line, and a header of its table sorts it', async () => {
    const workbench = await sharedWorkbench();
    await workbench.openFile('edge-npu.ffarch');
    await workbench.runCommand('FactorFlow: Map Network');
    const page = workbench.webview;
    await page.getByRole('heading', { name: 'tail × EdgeNpu' }).waitFor();
    const { layers, totals } = await mapped('examples/edge-npu.ffarch#EdgeNpu');
    const { energy } = FIGURES;
    await page.locator('tfoot td', { hasText: energy.show(energy.of(totals)) }).waitFor();
    const names = () => page.locator('table.layers tbody th').allInnerTexts();
    const declared = await names();
    assert.equal(declared.length, layers.length);
    const header = page.getByRole('columnheader', { name: /^energy/ });
    await header.getByRole('button').press('Enter');
    assert.equal(await header.getAttribute('aria-sort'), 'descending');
    const largest = [...layers].sort((one, other) => other.energy_pJ - one.energy_pJ);
    assert.deepEqual(
      await names(),
      largest.map(({ workload }) => workload),
    );
    await workbench.screenshot('Network, sorted');
    await page.getByRole('button', { name: 'Copy as…' }).click();
    await workbench.pick('.ffarch');
    await workbench.page.getByText('Copied tail on EdgeNpu as .ffarch.').waitFor();
  });
});

describe('Map Network with…', () => {
  it('compares the architectures that are chosen in one panel, with the numbers of the command line', async () => {
    const workbench = await sharedWorkbench();
    await workbench.openFile('edge-npu.ffarch');
    await workbench.runCommand('FactorFlow: Map Network with…');
    await workbench.pick('tail');
    for (const name of ['EdgeNpu', 'EyerissNet']) {
      await workbench.quickInput.locator('input[type=text]').fill(name);
      await workbench.quickInput.locator('.monaco-list-row', { hasText: name }).first().click();
    }
    await workbench.quickInput.getByRole('button', { name: 'OK' }).click();
    const page = workbench.webview;
    await page.getByRole('heading', { name: 'tail × EdgeNpu, EyerissNet' }).waitFor();
    const [own, other] = await mapped('examples/edge-npu.ffarch#EdgeNpu,EyerissNet');
    const times = other.totals.edp_pJ_cycles / own.totals.edp_pJ_cycles;
    const row = page.getByRole('row', { name: /^whole network/ });
    await row.getByText(number(significant(times, 4)), { exact: true }).waitFor();
    await workbench.screenshot('Networks compared');
    await page.getByRole('button', { name: 'Copy as…' }).click();
    await workbench.pick('LaTeX', 'LaTeX table');
    await workbench.page.getByText('Copied tail × EdgeNpu, EyerissNet as LaTeX table.').waitFor();
  });
});
