import { FIGURES, microjoules, withUnit } from '../../../language/figures.js';
import { type Column, ENERGY_COLUMNS, type EnergyRow, energyRows, LEAKAGE } from '../../../language/report/index.js';
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
  const before = beside && new Map(energyRows(beside.report).map((row) => [row.level, row]));
  const narrow = isNarrow(width);
  return html`<section aria-labelledby="energy">
  <h2 id="energy">Energy</h2>${saveFigure('energy')}
  ${inPage(energyFigure(report, width, beside?.report))}
  <table class="energy">
    <caption>Share of the total, ${microjoules(report.energy_pJ)} ${FIGURES.energy.unit}; bars are linear.</caption>
    <thead><tr><th scope="col">Level</th>${ENERGY_COLUMNS.map((column) => title(column, narrow))}${beside ? html`<th class="number" scope="col">${capitalized(LABELS[beside.as])}</th><th scope="col">Change</th>` : null}</tr></thead>
    <tbody>${energyRows(report).map(
      (row) => html`
      <tr data-level="${row.level}"><th scope="row">${row.level === LEAKAGE ? row.level : levelName(row.level)}</th>${ENERGY_COLUMNS.map((column) => cell(column, row, narrow))}${before ? since(before.get(row.level), row, narrow) : null}</tr>`,
    )}
    </tbody>
  </table>
</section>`;
}

/** The unit, which numbers in narrow tables have themselves. */
function title({ name, unit, isShare }: Column<EnergyRow>, narrow: boolean): Html {
  return isShare
    ? html`<th scope="col">${capitalized(name)}</th>`
    : html`<th class="number" scope="col">${(!narrow && unit) || capitalized(name)}</th>`;
}

function cell({ of, show, isShare }: Column<EnergyRow>, row: EnergyRow, narrow: boolean): Html {
  const value = of(row);
  return isShare ? html`<td class="share">${bar(value)}${show(value)}</td>` : amount(value, narrow);
}

const amount = (pJ: number, narrow: boolean): Html =>
  html`<td class="number" title="${withUnit(FIGURES.energy, pJ)}">${FIGURES.energy[narrow ? 'brief' : 'show'](pJ)}</td>`;

function since(before: EnergyRow | undefined, row: EnergyRow, narrow: boolean): Html {
  if (!before) return html`<td colspan="2" class="note">not there</td>`;
  return html`${amount(before.energy_pJ, narrow)}<td>${change(before.energy_pJ, row.energy_pJ)}</td>`;
}
