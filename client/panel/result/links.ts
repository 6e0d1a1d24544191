import { number, percent, plural } from '../../../language/figures.js';
import { linksOf, type PortRow, passingRows, portRows } from '../../../language/report/index.js';
import type { EvaluationReport, LinkReport } from '../../../server/protocol/index.js';
import { bar } from '../bar.js';
import { type Html, html } from '../html.js';
import type { Compared } from '../protocol.js';
import { numbersIn } from '../room.js';
import { change } from './change.js';
import { levelName } from './level-name.js';
import { nothing } from './nest.js';

/** What passes each link; nothing where an architecture has none. */
export function linksTable(report: EvaluationReport, width: number, beside: Compared | undefined): Html | null {
  const links = linksOf(report);
  if (links.length === 0) return null;
  const others = new Map(beside && linksOf(beside.report).map((link) => [link.name, link]));
  return html`<section aria-labelledby="links">
  <h2 id="links">Links</h2>
  <table class="operations">
    <caption>Words that pass over the whole run and all instances, by operand; then what passes one instance in a cycle, of what can.</caption>
    <thead><tr>
      <th scope="col">Operand</th><th class="number" scope="col">Inwards</th><th class="number" scope="col">Outwards</th>
    </tr></thead>${links.map((link) => group(link, others.get(link.name), numbersIn(width)))}
  </table>
</section>`;
}

function group(link: LinkReport, other: LinkReport | undefined, text: typeof number): Html {
  const before = new Map(other && passingRows(other).map((row) => [row.operand, row]));
  const stalls = link.stall_cycles > 0 ? `stalls for ${plural(link.stall_cycles, 'cycle')}` : '';
  const amount = (value: number, was: number | null | undefined) =>
    html`<td class="number" title="${number(value)}">${text(value)}${change(was, value)}</td>`;
  return html`
    <tbody data-level="${link.name}">
      <tr class="group"><th scope="rowgroup" colspan="3">${levelName(link.name)} <span class="note">${stalls}</span>${change(other?.stall_cycles, link.stall_cycles)}</th></tr>${passingRows(
        link,
      ).map(
        ({ operand, inwards, outwards }) => html`
      <tr><th scope="row">${operand}</th>${amount(inwards, before.get(operand)?.inwards)}
        ${outwards === null ? html`<td class="number">${nothing('does not pass outwards')}</td>` : amount(outwards, before.get(operand)?.outwards)}
      </tr>`,
      )}
      <tr><th scope="row"><span class="note">${link.bandwidth.unit ?? 'words'} a cycle</span></th>${portRows(link).map((row) => direction(row, text))}
      </tr>
    </tbody>`;
}

function direction({ amount, available, share }: PortRow, text: typeof number): Html {
  const over = share > 1;
  const room = available === null ? 'unbounded' : `${percent(share)} of ${text(available)}`;
  return html`<td class="number${over ? ' over' : ''}" title="${number(amount)}">${text(amount)}, ${room}${bar(share, over ? 'over' : 'plain')}</td>`;
}
