import { microjoules, percent } from '../../../language/figures.js';
import type { EvaluationReport } from '../../../server/protocol/index.js';
import { bar } from '../bar.js';
import { type Html, html } from '../html.js';

/** Where the energy goes. */
export function energyTable(report: EvaluationReport): Html {
  const levels = report.levels.filter((level) => level.type !== 'fanout');
  return html`<section aria-labelledby="energy">
  <h2 id="energy">Energy</h2>
  <table class="energy">
    <caption>Share of the total, ${microjoules(report.energy_pJ)} µJ; bars are linear.</caption>
    <thead><tr><th scope="col">Level</th><th class="number" scope="col">µJ</th><th scope="col">Share</th></tr></thead>
    <tbody>${levels.map(({ name, energy_pJ }) => {
      const share = report.energy_pJ > 0 ? energy_pJ / report.energy_pJ : 0;
      return html`
      <tr><th scope="row">${name}</th><td class="number">${microjoules(energy_pJ)}</td><td class="share">${bar(share)}${percent(share)}</td></tr>`;
    })}
    </tbody>
  </table>
</section>`;
}
