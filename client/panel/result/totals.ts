import { incomparable } from '../../../language/figures.js';
import { type TotalRow, totalRows } from '../../../language/report/index.js';
import type { EvaluationReport } from '../../../server/protocol/index.js';
import { capitalized } from '../heading.js';
import { type Html, html } from '../html.js';
import { searchOf } from './header.js';

/** The figures of merit; the one that was searched for is marked. Those of a mapping that breaks rules are struck out. */
export function totals(report: EvaluationReport): Html {
  const objective = searchOf(report)?.objective ?? null;
  const rows = totalRows(report);
  const flaw = incomparable(report);
  return html`<section aria-labelledby="totals">
  <h2 id="totals">Totals${flaw === null ? null : html`<span class="flaw">, ${flaw}</span>`}</h2>
  <dl class="totals">${rows.map((row) => total(row, row.figure !== null && row.figure === objective, flaw === null))}
  </dl>
  <details><summary>What the figures mean</summary>
  <dl class="meanings">${rows.map(({ name, meaning }) => html`<dt>${capitalized(name)}</dt><dd>${meaning}</dd>`)}</dl>
  </details>
</section>`;
}

function total({ name, value, unit, meaning }: TotalRow, objective: boolean, legal: boolean): Html {
  const shown = html`<span class="value">${value}</span>${unit ? ` ${unit}` : ''}`;
  return html`
    <div class="${objective ? 'figure objective' : 'figure'}" title="${meaning}">
      <dt>${capitalized(name)}${objective ? html` <span class="note">objective</span>` : null}</dt>
      <dd>${legal ? shown : html`<s>${shown}</s> <span class="unseen">not comparable</span>`}</dd>
    </div>`;
}
