import { FIGURES, number } from '../../../language/figures.js';
import type { EvaluationReport } from '../../../server/protocol.js';
import { searchOf } from './header.js';
import { type Html, html } from './html.js';

/** The figures of merit; the one that was searched for is marked. */
export function totals(report: EvaluationReport): Html {
  const objective = searchOf(report)?.objective ?? null;
  const figures = Object.entries(FIGURES).map(([key, { name, unit, meaning, of, show }]) =>
    entry(name, show(of(report)), unit, meaning, key === objective),
  );
  if (report.area_um2 !== null) figures.push(entry('area', number(report.area_um2 * 1e-6), 'mm²', 'Of all instances'));
  return html`<section aria-labelledby="totals">
  <h2 id="totals">Totals</h2>
  <dl class="totals">${figures}
  </dl>
</section>`;
}

function entry(name: string, value: string, unit: string, meaning: string, objective = false): Html {
  return html`
    <div class="${objective ? 'figure objective' : 'figure'}" title="${meaning}">
      <dt>${name.charAt(0).toUpperCase()}${name.slice(1)}${objective ? html` <span class="note">objective</span>` : null}</dt>
      <dd><span class="value">${value}</span>${unit ? ` ${unit}` : ''}</dd>
    </div>`;
}
