import assert from 'node:assert/strict';
import { FIGURES, number } from '../../language/figures.js';
import { evaluated } from './evaluated.js';
import { fileOf, sharedWorkbench } from './session.js';

describe('Explore Mappings', () => {
  it('draws mappings by energy and latency, and opens points and the mappings of the document', async () => {
    const workbench = await sharedWorkbench();
    const panel = workbench.webview;
    await workbench.openFile('eyeriss.ffarch');
    await workbench.runCommand('FactorFlow: Explore Mappings');
    await panel.getByRole('heading', { name: 'Mappings of MB6 on MyEyeriss' }).waitFor();
    const scatter = panel.getByRole('group', { name: /^Energy and latency of mappings/ });
    assert.equal(await scatter.count(), 1);
    assert.ok((await scatter.locator('circle.dimension-0').count()) > 50);
    await scatter.getByRole('button', { name: /the optimum$/ }).waitFor();

    const report = evaluated(fileOf('eyeriss.ffarch', workbench), 'byHand');
    const declared = panel.getByRole('region', { name: 'Declared here' }).getByRole('row', { name: 'byHand' });
    const cells = await declared.getByRole('cell').allInnerTexts();
    const { energy, edp } = FIGURES;
    const told = [
      energy.show(report.energy_pJ),
      `${number(report.latency_cycles)} cycles`,
      edp.show(report.edp_pJ_cycles),
    ];
    assert.deepEqual(cells.slice(0, 3), told);

    await workbench.screenshot('explore');
    await workbench.reload('Mappings of MB6', 'front');
    const front = panel.getByRole('region', { name: 'Pareto front' });
    const cost = await front.getByRole('row', { name: 'optimum' }).getByRole('cell').first().innerText();
    await front.getByRole('button', { name: 'optimum' }).click();
    await panel.getByRole('heading', { name: 'MyEyeriss × MB6' }).waitFor();
    assert.equal(await panel.locator('.figure', { hasText: 'Energy' }).locator('.value').innerText(), cost);
    await workbench.screenshot('explored point');

    await workbench.page.locator('.tab', { hasText: 'Mappings of MB6' }).click();
    await panel.locator('[data-action="open-declared"]').first().click();
    await panel.getByRole('heading', { name: 'byHand: MB6 on MyEyeriss' }).waitFor();
  });
});
