import { FIGURES, number } from '../../../language/figures.js';
import type { EvaluationReport } from '../../../server/protocol/index.js';
import { type Html, html } from '../html.js';
import { searchOf } from './header.js';

/** The figures of merit; the one that was searched for is marked. */
export function totals(report: EvaluationReport): Html {
  const objective = searchOf(report)?.objective ?? null;
  const figures = Object.entries(FIGURES).map(
    ([key, { name, unit, meaning, of, show }]): Figure => ({
      name: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      value: show(of(report)),
      unit,
      meaning,
      objective: key === objective,
    }),
  );
  if (report.area_um2 !== null) {
    const value = number(report.area_um2 * 1e-6);
    figures.push({ name: 'Area', value, unit: 'mm²', meaning: 'Of all instances', objective: false });
  }
  return html`<section aria-labelledby="totals">
  <h2 id="totals">Totals</h2>
  <dl class="totals">${figures.map(figure)}
  </dl>
  <details><summary>What the figures mean</summary>
  <dl class="meanings">${figures.map(({ name, meaning }) => html`<dt>${name}</dt><dd>${meaning}</dd>`)}</dl>
  </details>
</section>`;
}

interface Figure {
  name: string;
  value: string;
  unit: string;
  meaning: string;
  objective: boolean;
}

function figure({ name, value, unit, meaning, objective }: Figure): Html {
  return html`
    <div class="${objective ? 'figure objective' : 'figure'}" title="${meaning}">
      <dt>${name}${objective ? html` <span class="note">objective</span>` : null}</dt>
      <dd><span class="value">${value}</span>${unit ? ` ${unit}` : ''}</dd>
    </div>`;
}
