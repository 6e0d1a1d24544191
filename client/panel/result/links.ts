import { number, percent } from '../../../language/figures.js';
import { linksOf, type PortRow, passingRows, portRows } from '../../../language/report/index.js';
import type { EvaluationReport, LinkReport } from '../../../server/protocol/index.js';
import { bar } from '../bar.js';
import { type Html, html } from '../html.js';
import { nothing } from './nest.js';

/** What passes each link; nothing where an architecture has none. */
export function linksTable(report: EvaluationReport): Html | null {
  const links = linksOf(report);
  if (links.length === 0) return null;
  return html`<section aria-labelledby="links">
  <h2 id="links">Links</h2>
  <table class="operations">
    <caption>Words that pass over the whole run and all instances, by operand; then what passes one instance in a cycle, of what can.</caption>
    <thead><tr>
      <th scope="col">Level</th><th scope="col">Operand</th><th class="number" scope="col">Inwards</th><th class="number" scope="col">Outwards</th><th class="number" scope="col">Stalled</th>
    </tr></thead>${links.map(group)}
  </table>
</section>`;
}

function group(link: LinkReport): Html {
  const rows = passingRows(link);
  return html`
    <tbody>${rows.map(
      ({ operand, inwards, outwards }, i) => html`
      <tr>${i === 0 ? name(link, rows.length + 1) : null}
        <th scope="row">${operand}</th><td class="number">${number(inwards)}</td>
        <td class="number">${outwards === null ? nothing('does not pass outwards') : number(outwards)}</td><td></td>
      </tr>`,
    )}
      <tr>${rows.length === 0 ? name(link, 1) : null}
        <th scope="row"><span class="note">${link.bandwidth.unit ?? 'words'}/cycle</span></th>${portRows(link).map(direction)}
        <td class="number">${number(link.stall_cycles)}</td>
      </tr>
    </tbody>`;
}

const name = (link: LinkReport, rows: number): Html => html`<th scope="rowgroup" rowspan="${rows}">${link.name}</th>`;

function direction({ amount, available, share }: PortRow): Html {
  const over = share > 1;
  const room = available === null ? 'unbounded' : `${percent(share)} of ${number(available)}`;
  return html`<td class="number${over ? ' over' : ''}">${number(amount)}, ${room}${bar(share, over ? 'over' : 'plain')}</td>`;
}
