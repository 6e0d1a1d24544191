import { number, percent, plural } from '../../../language/figures.js';
import { memoriesOf, type PortRow, passedOf, portRows, slowestPort } from '../../../language/report/index.js';
import type { EvaluationReport, MemoryReport } from '../../../server/protocol/index.js';
import { bar } from '../bar.js';
import { inPage } from '../figures/in-page.js';
import { rooflineFigure } from '../figures/roofline.js';
import { timeFigure } from '../figures/time.js';
import { capitalized } from '../heading.js';
import { type Html, html } from '../html.js';
import type { Compared } from '../protocol.js';
import { numbersIn } from '../room.js';
import { change } from './change.js';
import { saveFigure } from './figure-tools.js';
import { levelName } from './level-name.js';

/** What each memory needs of its ports, and the time that this takes. */
export function bandwidthTable(report: EvaluationReport, width: number, beside: Compared | undefined): Html {
  const memories = memoriesOf(report);
  const others = new Map(beside && memoriesOf(beside.report).map((memory) => [memory.name, memory]));
  return html`<section aria-labelledby="bandwidth">
  <h2 id="bandwidth">Bandwidth and latency</h2>${saveFigure('time')}
  <p>${stalls(report)}</p>
  ${inPage(timeFigure(report, width, beside?.report))}
  <h3>Roofline</h3>${saveFigure('roofline')}
  ${inPage(rooflineFigure(report, width))}
  <table class="bandwidth">
    <caption>${perCycle(memories)} per cycle that one instance needs so as not to stall, of what its ports give, and the cycles over the whole run that this takes.</caption>
    <thead><tr>
      <th scope="col">Port</th><th class="number" scope="col">Needs</th><th class="number" scope="col">Of available</th><th class="number" scope="col">Cycles</th>
    </tr></thead>${memories.map((memory) => group(memory, report.latency_cycles, others.get(memory.name), numbersIn(width)))}
  </table>
</section>`;
}

function group(
  memory: MemoryReport,
  total: number,
  other: MemoryReport | undefined,
  text: (value: number) => string,
): Html {
  const { name, instances, stall_cycles: stall } = memory;
  const facts = [
    plural(instances, 'instance'),
    ...(inBits(memory) ? ['in bits'] : []),
    ...(stall > 0 ? [`stalls for ${plural(stall, 'cycle')}`] : []),
  ];
  const before = new Map(other && portRows(other).map((port) => [port.name, port]));
  const slowest = slowestPort(memory).name;
  return html`
    <tbody data-level="${name}">
      <tr class="group"><th scope="rowgroup" colspan="4">${levelName(name)} <span class="note">${facts.join(', ')}</span></th></tr>${portRows(
        memory,
      ).map(
        (row) => html`
      <tr class="${row.name === slowest ? 'slowest' : ''}"><th scope="row">${capitalized(row.title)}</th>${port(row, text)}
        <td class="number" title="${number(row.cycles)}">${text(row.cycles)}${bar(total > 0 ? row.cycles / total : 0)}${change(before.get(row.name)?.cycles, row.cycles)}</td>
      </tr>`,
      )}
    </tbody>`;
}

function port({ moves, available, share }: PortRow, text: (value: number) => string): Html {
  const over = share > 1;
  const room = available === null ? 'unbounded' : `${percent(share)} of ${text(available)}`;
  return html`
        <td class="number">${moves.map(({ name, amount }, i) => html`${i > 0 ? ' + ' : null}<span class="amount" title="${name} ${number(amount)}">${text(amount)}</span>`)}</td>
        <td class="number${over ? ' over' : ''}">${room}${bar(share, over ? 'over' : 'plain')}</td>`;
}

const inBits = ({ bandwidth }: MemoryReport): boolean => bandwidth.unit === 'bits';

/** What is counted: words, bits, or both where memories differ. */
function perCycle(memories: readonly MemoryReport[]): string {
  if (memories.every(inBits)) return 'Bits';
  return memories.some(inBits) ? 'Words, or bits where it says so,' : 'Words';
}

function stalls(report: EvaluationReport): string {
  const stalled = passedOf(report).filter(({ stall_cycles }) => stall_cycles > 0);
  if (stalled.length === 0) return 'No level stalls: compute sets the latency.';
  return `Bandwidth stalls ${stalled.map(({ name, stall_cycles }) => `${name} for ${plural(stall_cycles, 'cycle')}`).join(', ')}.`;
}
