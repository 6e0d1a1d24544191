import { microjoules, percent } from '../../../language/figures.js';
import { energyRows } from '../../../language/report/index.js';
import type { EvaluationReport } from '../../../server/protocol/index.js';
import { bar } from '../bar.js';
import { type Html, html } from '../html.js';

/** Where the energy goes. */
export function energyTable(report: EvaluationReport): Html {
  return html`<section aria-labelledby="energy">
  <h2 id="energy">Energy</h2>
  <table class="energy">
    <caption>Share of the total, ${microjoules(report.energy_pJ)} µJ; bars are linear.</caption>
    <thead><tr><th scope="col">Level</th><th class="number" scope="col">µJ</th><th scope="col">Share</th></tr></thead>
    <tbody>${energyRows(report).map(
      ({ level, energy_pJ, share }) => html`
      <tr><th scope="row">${level}</th><td class="number">${microjoules(energy_pJ)}</td><td class="share">${bar(share)}${percent(share)}</td></tr>`,
    )}
    </tbody>
  </table>
</section>`;
}
