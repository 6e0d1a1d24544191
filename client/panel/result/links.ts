import { number, percent } from '../../../language/figures.js';
import { linksOf, type PortRow, passingRows, portRows } from '../../../language/report/index.js';
import type { EvaluationReport, LinkReport } from '../../../server/protocol/index.js';
import { bar } from '../bar.js';
import { type Html, html } from '../html.js';
import type { Compared } from '../protocol.js';
import { change } from './change.js';
import { levelName } from './level-name.js';
import { nothing } from './nest.js';

/** What passes each link; nothing where an architecture has none. */
export function linksTable(report: EvaluationReport, beside: Compared | undefined): Html | null {
  const links = linksOf(report);
  if (links.length === 0) return null;
  const others = new Map(beside && linksOf(beside.report).map((link) => [link.name, link]));
  return html`<section aria-labelledby="links">
  <h2 id="links">Links</h2>
  <table class="operations">
    <caption>Words that pass over the whole run and all instances, by operand; then what passes one instance in a cycle, of what can.</caption>
    <thead><tr>
      <th scope="col">Operand</th><th class="number" scope="col">Inwards</th><th class="number" scope="col">Outwards</th><th class="number" scope="col">Stalled</th>
    </tr></thead>${links.map((link) => group(link, others.get(link.name)))}
  </table>
</section>`;
}

function group(link: LinkReport, other: LinkReport | undefined): Html {
  const before = new Map(other && passingRows(other).map((row) => [row.operand, row]));
  return html`
    <tbody data-level="${link.name}">
      <tr class="group"><th scope="rowgroup" colspan="4">${levelName(link.name)}</th></tr>${passingRows(link).map(
        ({ operand, inwards, outwards }) => html`
      <tr><th scope="row">${operand}</th><td class="number">${number(inwards)}${change(before.get(operand)?.inwards, inwards)}</td>
        <td class="number">${outwards === null ? nothing('does not pass outwards') : html`${number(outwards)}${change(before.get(operand)?.outwards, outwards)}`}</td><td></td>
      </tr>`,
      )}
      <tr><th scope="row"><span class="note">${link.bandwidth.unit ?? 'words'}/cycle</span></th>${portRows(link).map(direction)}
        <td class="number">${number(link.stall_cycles)}${change(other?.stall_cycles, link.stall_cycles)}</td>
      </tr>
    </tbody>`;
}

function direction({ amount, available, share }: PortRow): Html {
  const over = share > 1;
  const room = available === null ? 'unbounded' : `${percent(share)} of ${number(available)}`;
  return html`<td class="number${over ? ' over' : ''}">${number(amount)}, ${room}${bar(share, over ? 'over' : 'plain')}</td>`;
}
