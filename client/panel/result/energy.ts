import { FIGURES, microjoules, percent, withUnit } from '../../../language/figures.js';
import { levelEnergies } from '../../../language/report/index.js';
import type { EvaluationReport } from '../../../server/protocol/index.js';
import { bar } from '../bar.js';
import { energyFigure } from '../figures/energy.js';
import { inPage } from '../figures/in-page.js';
import { capitalized } from '../heading.js';
import { type Html, html } from '../html.js';
import type { Compared } from '../protocol.js';
import { isNarrow } from '../room.js';
import { change, LABELS } from './change.js';
import { saveFigure } from './figure-tools.js';
import { levelName } from './level-name.js';

/** Where the energy goes, and where it went in the result beside it. */
export function energyTable(report: EvaluationReport, width: number, beside: Compared | undefined): Html {
  const levels = levelEnergies(report);
  const before = beside && new Map(levelEnergies(beside.report).map((level) => [level.level, level.energy_pJ]));
  const narrow = isNarrow(width);
  const leaks = levels.some(({ leakage_pJ }) => leakage_pJ > 0);
  return html`<section aria-labelledby="energy">
  <h2 id="energy">Energy</h2>${saveFigure('energy')}
  ${inPage(energyFigure(report, width, beside?.report))}
  <table class="energy">
    <caption>Share of the total, ${microjoules(report.energy_pJ)} ${FIGURES.energy.unit}${leaks ? ', of each level with what it leaks' : ''}; bars are linear.</caption>
    <thead><tr><th scope="col">Level</th>${title('energy', narrow)}${leaks ? title('leakage', narrow) : null}<th scope="col">Share</th>${beside ? html`<th class="number" scope="col">${capitalized(LABELS[beside.as])}</th><th scope="col">Change</th>` : null}</tr></thead>
    <tbody>${levels.map(
      ({ level, energy_pJ, leakage_pJ, share }) => html`
      <tr data-level="${level}"><th scope="row">${levelName(level)}</th>${amount(energy_pJ, narrow)}${leaks ? amount(leakage_pJ, narrow) : null}<td class="share">${bar(share)}${percent(share)}</td>${before ? since(before.get(level), energy_pJ, narrow) : null}</tr>`,
    )}
    </tbody>
  </table>
</section>`;
}

/** With the unit, which numbers in narrow tables have themselves. */
const title = (name: string, narrow: boolean): Html =>
  html`<th class="number" scope="col">${capitalized(name)}${narrow ? '' : `, ${FIGURES.energy.unit}`}</th>`;

const amount = (pJ: number, narrow: boolean): Html =>
  html`<td class="number" title="${withUnit(FIGURES.energy, pJ)}">${FIGURES.energy[narrow ? 'brief' : 'show'](pJ)}</td>`;

function since(before: number | undefined, now: number, narrow: boolean): Html {
  if (before === undefined) return html`<td colspan="2" class="note">not there</td>`;
  return html`${amount(before, narrow)}<td>${change(before, now)}</td>`;
}
