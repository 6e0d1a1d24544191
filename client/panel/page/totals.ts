import type { EvaluationReport, ObjectiveName } from '../../../server/protocol.js';
import { edp, microjoules, number, percent } from '../../format.js';
import { searchOf } from './header.js';
import { type Html, html } from './html.js';

/** The figures of merit; the one that was searched for is marked. */
export function totals(report: EvaluationReport): Html {
  const objective = searchOf(report)?.objective ?? null;
  const figures: [objective: ObjectiveName | null, name: string, value: string, unit: string, meaning: string][] = [
    ['edp', 'EDP', edp(report.edp_pJ_cycles), 'J·cycle', 'Energy times latency; lower is better'],
    ['energy', 'Energy', microjoules(report.energy_pJ), 'µJ', 'Of all accesses, MACs and leakage'],
    ['latency', 'Latency', number(report.latency_cycles), 'cycles', 'Of the slowest level'],
    [null, 'Utilization', percent(report.utilization), '', 'The used share of all spatial levels'],
    ['wart', 'WART', number(report.wart), '', '2·MACs / EDP · utilization (MACs per pJ·cycle); higher is better'],
  ];
  if (report.area_um2 !== null) figures.push([null, 'Area', number(report.area_um2 * 1e-6), 'mm²', 'Of all instances']);
  return html`<section aria-labelledby="totals">
  <h2 id="totals">Totals</h2>
  <dl class="totals">${figures.map(
    ([key, name, value, unit, meaning]) => html`
    <div class="${key !== null && key === objective ? 'figure objective' : 'figure'}" title="${meaning}">
      <dt>${name}${key !== null && key === objective ? html` <span class="note">objective</span>` : null}</dt>
      <dd><span class="value">${value}</span>${unit ? ` ${unit}` : ''}</dd>
    </div>`,
  )}
  </dl>
</section>`;
}
