import { number, percent } from '../../../language/figures.js';
import { memoriesOf, PORTS, type PortRow, portRows, slowestPort } from '../../../language/report/index.js';
import type { EvaluationReport, MemoryReport } from '../../../server/protocol/index.js';
import { bar } from '../bar.js';
import { inPage } from '../figures/in-page.js';
import { rooflineFigure } from '../figures/roofline.js';
import { timeFigure } from '../figures/time.js';
import { capitalized } from '../heading.js';
import { type Html, html } from '../html.js';

/** What each memory needs of its ports, and the time that this takes. */
export function bandwidthTable(report: EvaluationReport, width: number): Html {
  const memories = memoriesOf(report);
  return html`<section aria-labelledby="bandwidth">
  <h2 id="bandwidth">Bandwidth and latency</h2>
  <p>${stalls(memories)}</p>
  ${inPage(timeFigure(report, width))}
  ${inPage(rooflineFigure(report, width))}
  <table class="bandwidth">
    <caption>${perCycle(memories)} per cycle that one instance needs so as not to stall, of what its ports give.</caption>
    <thead>
      <tr>
        <th scope="col" rowspan="2">Level</th><th class="number" scope="col" rowspan="2">Instances</th>
        ${PORTS.map(({ name, moves }) => html`<th scope="colgroup" colspan="${moves.length + 1}">${capitalized(name)} port</th>`)}
        <th scope="colgroup" colspan="2">Cycles</th>
      </tr>
      <tr>${PORTS.map(
        ({ moves }) => html`
        ${[...moves, 'of available'].map(column)}`,
      )}
        ${['latency', 'stalled'].map(column)}
      </tr>
    </thead>
    <tbody>${memories.map((memory) => row(memory, report.latency_cycles))}
    </tbody>
  </table>
</section>`;
}

const column = (name: string): Html => html`<th class="number" scope="col">${capitalized(name)}</th>`;

function row(memory: MemoryReport, total: number): Html {
  const latency = slowestPort(memory).cycles;
  return html`
      <tr>
        <th scope="row">${memory.name}${inBits(memory) ? html` <span class="note">in bits</span>` : null}</th><td class="number">${number(memory.instances)}</td>${portRows(memory).map(port)}
        <td class="number">${number(latency)}${bar(latency / total)}</td>
        <td class="number">${number(memory.stall_cycles)}</td>
      </tr>`;
}

function port({ moves, available, share }: PortRow): Html {
  const over = share > 1;
  const room = available === null ? 'unbounded' : `${percent(share)} of ${number(available)}`;
  return html`
        ${moves.map(({ amount }) => html`<td class="number">${number(amount)}</td>`)}
        <td class="number${over ? ' over' : ''}">${room}${bar(share, over ? 'over' : 'plain')}</td>`;
}

const inBits = ({ bandwidth }: MemoryReport): boolean => bandwidth.unit === 'bits';

/** What is counted: words, bits, or both where memories differ. */
function perCycle(memories: readonly MemoryReport[]): string {
  if (memories.every(inBits)) return 'Bits';
  return memories.some(inBits) ? 'Words, or bits where it says so,' : 'Words';
}

function stalls(memories: readonly MemoryReport[]): string {
  const stalled = memories.filter((memory) => memory.stall_cycles > 0);
  if (stalled.length === 0) return 'No level stalls: compute sets the latency.';
  return `Bandwidth stalls ${stalled.map((memory) => `${memory.name} for ${number(memory.stall_cycles)} cycles`).join(', ')}.`;
}
