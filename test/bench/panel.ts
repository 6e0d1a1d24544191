/*
 * npm run bench:panel   how long the page of a result takes to open and to show another, in a browser
 */
import { statSync } from 'node:fs';
import { RESULT } from '../../client/panel/result/view.js';
import { openPanels } from '../client/panel/in-browser.js';
import { deep, published } from '../client/panel/samples.js';
import { checkout } from '../host/checkout.js';
import { median } from './statistics.js';
import { atMost, printTable } from './table.js';

const RUNS = 15;
/** Milliseconds: until a result is there, and of a frame; and bytes of the page's script. */
const MOST = { open: 150, update: 16, script: 200e3 };

const panels = await openPanels();
const samples = { 'Eyeriss, 8 levels': published('Eyeriss', 'MaestroBlas', 'MB6'), '20 levels': deep() };
const rows = [];
const verdicts = [
  atMost('script of the page', statSync(checkout('dist/panel.js')).size / 1e3, MOST.script / 1e3, 'kB'),
];
for (const [name, shown] of Object.entries(samples)) {
  const open = [];
  for (let i = 0; i < RUNS; i++) {
    const panel = await panels.open(RESULT, 700);
    open.push(await panel.show(shown));
    await panel.page.close();
  }
  const panel = await panels.open(RESULT, 700);
  await panel.show(shown);
  const update = [];
  for (let i = 0; i < RUNS; i++) {
    const next = { ...shown, report: { ...shown.report, energy_pJ: shown.report.energy_pJ * (1 + i / 100) } };
    update.push(await panel.show(next));
  }
  rows.push([name, median(open), median(update)]);
  verdicts.push(atMost(`${name}: open`, median(open), MOST.open, 'ms'));
  verdicts.push(atMost(`${name}: update`, median(update), MOST.update, 'ms'));
}
await panels.close();
printTable('The page of a result, milliseconds until it is laid out (medians)', ['result', 'open', 'update'], rows);
printTable(
  'Targets',
  ['what', 'target', 'measured', 'met'],
  verdicts.map(({ what, target, measured, met }) => [what, target, measured, met ? 'yes' : 'no']),
);
