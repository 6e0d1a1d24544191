import { number, percent, portLoads } from '../../../language/figures.js';
import type { EvaluationReport, MemoryReport } from '../../../server/protocol/index.js';
import { bar } from '../bar.js';
import { type Html, html } from '../html.js';

/** What each memory needs of its ports, and the time that this takes. */
export function bandwidthTable(report: EvaluationReport): Html {
  const memories = report.levels.filter((level) => level.type === 'memory');
  return html`<section aria-labelledby="bandwidth">
  <h2 id="bandwidth">Bandwidth and latency</h2>
  <p>${stalls(memories)}</p>
  <table class="bandwidth">
    <caption>Words per cycle that one instance needs so as not to stall, of what its ports give.</caption>
    <thead>
      <tr>
        <th scope="col" rowspan="2">Level</th><th class="number" scope="col" rowspan="2">Instances</th>
        <th scope="colgroup" colspan="3">Read port</th><th scope="colgroup" colspan="3">Write port</th>
        <th scope="colgroup" colspan="2">Cycles</th>
      </tr>
      <tr>
        <th class="number" scope="col">Read</th><th class="number" scope="col">Drain</th><th class="number" scope="col">Of available</th>
        <th class="number" scope="col">Fill</th><th class="number" scope="col">Update</th><th class="number" scope="col">Of available</th>
        <th class="number" scope="col">Latency</th><th class="number" scope="col">Stalled</th>
      </tr>
    </thead>
    <tbody>${memories.map((memory) => row(memory, report.latency_cycles))}
    </tbody>
  </table>
</section>`;
}

function row(memory: MemoryReport, total: number): Html {
  const { required, available } = memory.bandwidth;
  const loads = portLoads(memory.bandwidth);
  const latency = Math.max(memory.readDrain_cycles, memory.fillUpdate_cycles);
  return html`
      <tr>
        <th scope="row">${memory.name}</th><td class="number">${number(memory.instances)}</td>
        <td class="number">${number(required.read)}</td><td class="number">${number(required.drain)}</td>
        ${port(loads.read, available.read)}
        <td class="number">${number(required.fill)}</td><td class="number">${number(required.update)}</td>
        ${port(loads.write, available.write)}
        <td class="number">${number(latency)}${bar(latency / total)}</td>
        <td class="number">${number(memory.stall_cycles)}</td>
      </tr>`;
}

function port(required: number, available: number): Html {
  const share = required / available;
  const over = required > available;
  return html`<td class="number${over ? ' over' : ''}">${percent(share)} of ${number(available)}${bar(share, over ? 'over' : 'plain')}</td>`;
}

function stalls(memories: readonly MemoryReport[]): string {
  const stalled = memories.filter((memory) => memory.stall_cycles > 0);
  if (stalled.length === 0) return 'No level stalls: compute sets the latency.';
  return `Bandwidth stalls ${stalled.map((memory) => `${memory.name} for ${number(memory.stall_cycles)} cycles`).join(', ')}.`;
}
