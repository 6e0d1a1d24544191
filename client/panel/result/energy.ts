import { microjoules } from '../../../language/figures.js';
import { type Column, ENERGY_COLUMNS, type EnergyRow, energyRows } from '../../../language/report/index.js';
import type { EvaluationReport } from '../../../server/protocol/index.js';
import { bar } from '../bar.js';
import { energyFigure } from '../figures/energy.js';
import { inPage } from '../figures/in-page.js';
import { capitalized } from '../heading.js';
import { type Html, html } from '../html.js';

/** Where the energy goes. */
export function energyTable(report: EvaluationReport, width: number): Html {
  return html`<section aria-labelledby="energy">
  <h2 id="energy">Energy</h2>
  ${inPage(energyFigure(report, width))}
  <table class="energy">
    <caption>Share of the total, ${microjoules(report.energy_pJ)} µJ; bars are linear.</caption>
    <thead><tr><th scope="col">Level</th>${ENERGY_COLUMNS.map(title)}</tr></thead>
    <tbody>${energyRows(report).map(
      (row) => html`
      <tr><th scope="row">${row.level}</th>${ENERGY_COLUMNS.map((column) => cell(column, row))}</tr>`,
    )}
    </tbody>
  </table>
</section>`;
}

function title({ name, unit, isShare }: Column<EnergyRow>): Html {
  return isShare
    ? html`<th scope="col">${capitalized(name)}</th>`
    : html`<th class="number" scope="col">${unit || capitalized(name)}</th>`;
}

function cell({ of, show, isShare }: Column<EnergyRow>, row: EnergyRow): Html {
  const value = of(row);
  return isShare
    ? html`<td class="share">${bar(value)}${show(value)}</td>`
    : html`<td class="number">${show(value)}</td>`;
}
