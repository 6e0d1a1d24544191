import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { FIGURES, number, withUnit } from '../../language/figures.js';
import {
  cycleParts,
  filledOf,
  filledText,
  levelEnergies,
  loopsText,
  memoriesOf,
  OPERATIONS,
  operandRows,
  passedOf,
  slowestPort,
} from '../../language/report/index.js';
import { evaluated } from './evaluated.js';
import { addFile, fileOf, readFile, sharedWorkbench } from './session.js';
import { THEMES } from './themes.js';
import { POLLING_MS } from './workbench.js';

const texts = (panel: FrameLocator, selector: string): Promise<string[]> => panel.locator(selector).allInnerTexts();

const titles = (panel: FrameLocator, selector: string): Promise<(string | null)[]> =>
  panel.locator(selector).evaluateAll((cells) => cells.map((cell) => cell.getAttribute('title')));

/** What the titles of the marks of a figure say, as far as they do. */
async function said(panel: FrameLocator, figure: string, mark: string, of: RegExp): Promise<string[]> {
  const found = await panel
    .locator(`[aria-label^="${figure}"] :is(${mark}, g:has(> ${mark})) > title`)
    .allTextContents();
  return found.flatMap((title) => title.match(of)?.[1] ?? []);
}

describe('The page of a result', () => {
  it('is beside a pinned one, with what has become of it, in every theme', async () => {
    const workbench = await sharedWorkbench();
    await workbench.openFile('eyeriss.ffarch');
    await workbench.runCommand('FactorFlow: Evaluate Mapping');
    const panel = workbench.webview;
    await panel.getByRole('heading', { name: 'byHand: MB6 on MyEyeriss' }).waitFor();
    await panel.getByRole('button', { name: 'Pin', exact: true }).click();
    await panel.getByText('Pinned: the next result is shown beside this one.').waitFor();
    await workbench.runCommand('FactorFlow: Map Workload');
    await panel.getByText('Compared with byHand: MB6 on MyEyeriss, which is pinned.').waitFor();
    assert.ok((await panel.locator('.nest mark').count()) > 0);
    assert.equal(await panel.locator('.totals .since').count(), Object.keys(FIGURES).length);
    for (const [theme, { page }] of Object.entries(THEMES)) {
      addFile('.vscode/settings.json', JSON.stringify({ 'workbench.colorTheme': theme }));
      await panel.locator(`body.${page}`).waitFor();
      await workbench.screenshot(`compared ${page}`);
    }
    await panel.getByRole('button', { name: 'Unpin' }).click();
    await panel.getByText('Compared with').waitFor({ state: 'detached' });
  });

  it('marks the level under the cursor, and leads from a level and a loop to their lines', async () => {
    const workbench = await sharedWorkbench();
    await workbench.openFile('eyeriss.ffarch');
    await workbench.runCommand('FactorFlow: Evaluate Mapping');
    const panel = workbench.webview;
    await panel.getByRole('heading', { name: 'byHand: MB6 on MyEyeriss' }).waitFor();
    await workbench.cursorTo('SARows');
    await panel.locator('.nest tr.marked', { hasText: 'SARows' }).waitFor();
    await panel.locator('.picture g.marked').first().waitFor();
    await workbench.screenshot('marked');

    const line = (text: string) => workbench.status('editor.selection').getByText(text);
    await panel.locator('.nest').getByRole('button', { name: 'WRegister' }).click();
    await line('Ln 28, Col 19 (9 selected)').waitFor();
    await panel.locator('.nest').getByRole('button', { name: 'N 256' }).click();
    await line('(5 selected)').waitFor();
    await panel.locator('.nest').getByRole('button', { name: 'OutRegister' }).hover();
    await workbench.screenshot('pointed');
  });

  it('is copied in every form, and saved as a page and as a picture', async () => {
    const workbench = await sharedWorkbench();
    await workbench.openFile('eyeriss.ffarch');
    await workbench.runCommand('FactorFlow: Evaluate Mapping');
    const panel = workbench.webview;
    await panel.getByRole('button', { name: 'Copy as…' }).click();
    await workbench.pick('LaTeX', 'LaTeX table');
    await workbench.page.getByText('Copied MB6 on MyEyeriss as LaTeX table.').waitFor();
    await panel.getByRole('button', { name: 'Copy as…' }).click();
    await workbench.pick('.ffarch');
    await workbench.page.getByText('Copied MB6 on MyEyeriss as .ffarch.').waitFor();

    const saved = async (button: string, ending: string): Promise<string> => {
      await panel.getByRole('button', { name: button }).click();
      const input = workbench.quickInput.locator('input[type=text]');
      // The dialog proposes a name a moment after it opens.
      const proposed = `document.querySelector('.quick-input-widget input[type=text]').value.includes('byHand')`;
      await workbench.page.waitForFunction(proposed, undefined, { polling: POLLING_MS });
      const file = fileOf(`saved.${ending}`, workbench);
      await input.fill(file);
      await workbench.page.keyboard.press('Enter');
      await workbench.page.getByText(`Saved saved.${ending}.`).waitFor();
      return readFile(`saved.${ending}`, workbench);
    };
    assert.match(await saved('Save report', 'html'), /<title>byHand: MB6 on MyEyeriss<\/title>/);
    assert.match(await saved('Save figure of energy', 'svg'), /^<svg xmlns="[^"]*"[\s\S]*Energy by level/);
    assert.match(await saved('Save figure of machine', 'png'), /^.PNG/);
  });

  it('has the numbers that ffarch evaluate prints of the mapping, once that is inserted', async () => {
    const workbench = await sharedWorkbench();
    await workbench.openFile('eyeriss.ffarch');
    await workbench.runCommand('FactorFlow: Map Workload');
    const panel = workbench.webview;
    await panel.getByRole('heading', { name: 'MyEyeriss × MB6' }).waitFor();
    const shown = {
      figures: await texts(panel, '.totals .value'),
      // Pages of little width shorten numbers, and have them whole in the title.
      energies: await titles(panel, '.energy tbody td.number[title]'),
      operations: await titles(panel, '.operations tbody td.number[title]'),
      filled: await titles(panel, '.nest td.filled'),
      loops: await texts(panel, '.nest td.loops'),
      kept: await said(panel, 'Levels', 'rect', / keeps ([\d,]+) /),
      cycles: await said(panel, 'Time', 'text', /^(.*)$/),
      parts: await said(panel, 'Energy', 'rect', /: (.*)$/),
    };
    await panel.getByRole('button', { name: 'Insert mapping' }).click();
    await workbench.page.locator('.tab.active.dirty', { hasText: 'eyeriss.ffarch' }).waitFor();
    await workbench.cursorTo('MB6_MyEyeriss');
    await workbench.save();
    await workbench.page.locator('.tab:not(.dirty)', { hasText: 'eyeriss.ffarch' }).waitFor();

    const report = evaluated(fileOf('eyeriss.ffarch', workbench), 'MB6_MyEyeriss');
    assert.deepEqual(
      shown.figures,
      Object.values(FIGURES).map(({ of, show }) => show(of(report))),
    );
    assert.deepEqual(
      shown.energies,
      levelEnergies(report).map(({ energy_pJ }) => withUnit(FIGURES.energy, energy_pJ)),
    );
    const counts = memoriesOf(report).flatMap((memory) =>
      operandRows(memory).flatMap(({ words }) => OPERATIONS.flatMap((operation) => words[operation] ?? [])),
    );
    assert.deepEqual(shown.operations, counts.map(number));
    assert.deepEqual(
      shown.filled,
      report.levels.flatMap((level) => (level.type === 'link' ? [] : filledText(filledOf(level)))),
    );
    assert.deepEqual(
      shown.loops,
      report.mapping.map(({ loops }) => loopsText(loops) || '–'),
    );
    assert.deepEqual(
      shown.kept,
      memoriesOf(report).flatMap(({ operands }) => Object.values(operands).map((held) => number(held.footprint_words))),
    );
    const cycles = [
      cycleParts(report)[0]!.cycles,
      ...passedOf(report)
        .toReversed()
        .map((level) => slowestPort(level).cycles),
    ];
    assert.deepEqual(
      shown.cycles,
      cycles.map((each) => withUnit(FIGURES.latency, each)),
    );
    const parts = levelEnergies(report).flatMap((level) => level.parts);
    assert.deepEqual(
      shown.parts,
      parts.map(({ energy_pJ }) => withUnit(FIGURES.energy, energy_pJ)),
    );
  });
});
