import { FIGURES, type Figures, incomparable } from '../../../language/figures.js';
import { changeText, pointsText, type TotalRow, totalRows } from '../../../language/report/index.js';
import { capitalized } from '../heading.js';
import { type Html, html } from '../html.js';
import type { Compared, Shown } from '../protocol.js';
import { change, LABELS } from './change.js';
import { searchOf } from './header.js';

/**
 * The figures of merit; the one that was searched for is marked. Those of a mapping that breaks rules are struck out. Below each
 * is what it was in another result, and what has become of it.
 */
export function totals({ report, compared }: Pick<Shown, 'report' | 'compared'>): Html {
  const objective = searchOf(report)?.objective ?? null;
  const rows = totalRows(report);
  const flaw = incomparable(report);
  const other = flaw === null && compared && incomparable(compared.report) === null ? compared : undefined;
  return html`<section aria-labelledby="totals">
  <h2 id="totals">Totals${flaw === null ? null : html`<span class="flaw">, ${flaw}</span>`}</h2>
  <dl class="totals">${rows.map((row) => total(row, row.figure !== null && row.figure === objective, flaw === null, since(row, report, other)))}
  </dl>
  <details><summary>What the figures mean</summary>
  <dl class="meanings">${rows.map(({ name, meaning }) => html`<dt>${capitalized(name)}</dt><dd>${meaning}</dd>`)}</dl>
  </details>
</section>`;
}

function total({ name, value, unit, meaning }: TotalRow, objective: boolean, legal: boolean, since: Html | null): Html {
  const shown = html`<span class="value">${value}</span>${unit ? ` ${unit}` : ''}`;
  return html`
    <div class="${objective ? 'figure objective' : 'figure'}" title="${meaning}">
      <dt>${capitalized(name)}${objective ? html` <span class="note">objective</span>` : null}</dt>
      <dd>${legal ? shown : html`<s>${shown}</s> <span class="unseen">not comparable</span>`}</dd>${since}
    </div>`;
}

/** `−12.3 % before 243 µJ` */
function since({ figure }: TotalRow, report: Figures, other: Compared | undefined): Html | null {
  if (!other || figure === null) return null;
  const { better, brief, of } = FIGURES[figure];
  const text = figure === 'utilization' || figure === 'throughput' ? pointsText : changeText;
  const before = of(other.report);
  return html`
      <dd class="since">${change(before, of(report), { better, text })} <span class="note">${LABELS[other.as]} ${brief(before)}</span></dd>`;
}
