import { number } from '../../../language/figures.js';
import { memoriesOf, OPERATIONS, type Operations, operandRows } from '../../../language/report/index.js';
import type { EvaluationReport, MemoryReport } from '../../../server/protocol/index.js';
import { bar, logShare } from '../bar.js';
import { capitalized } from '../heading.js';
import { type Html, html } from '../html.js';
import { nothing } from './nest.js';

/** Memory operations of each level by operand. */
export function operationsTable(report: EvaluationReport): Html {
  const memories = memoriesOf(report);
  const largest = Math.max(1, ...memories.flatMap(counts));
  return html`<section aria-labelledby="operations">
  <h2 id="operations">Memory operations</h2>
  <table class="operations">
    <caption>Words over the whole run and all instances: reads go towards the inside, updates come from there; fills come from the outside, drains go there. Bars are logarithmic, from 1 to ${number(largest)}.</caption>
    <thead><tr>
      <th scope="col">Level</th><th scope="col">Operand</th>
      ${OPERATIONS.map((operation) => html`<th class="number" scope="col">${capitalized(operation)}</th>`)}
    </tr></thead>${memories.map((memory) => group(memory, largest))}
  </table>
</section>`;
}

function counts(memory: MemoryReport): number[] {
  return operandRows(memory).flatMap(({ words }) => OPERATIONS.map((operation) => words[operation] ?? 0));
}

function group(memory: MemoryReport, largest: number): Html | null {
  const rows = operandRows(memory);
  if (rows.length === 0) return null;
  return html`
    <tbody>${rows.map(
      ({ operand, words }, i) => html`
      <tr>${i === 0 ? html`<th scope="rowgroup" rowspan="${rows.length}">${memory.name}</th>` : null}
        <th scope="row">${operand}</th>${cells(words, largest)}
      </tr>`,
    )}
    </tbody>`;
}

function cells(words: Operations, largest: number): Html[] {
  return OPERATIONS.map((operation) => {
    const value = words[operation];
    if (value === null) return html`<td class="number">${nothing(`no ${operation}`)}</td>`;
    return html`<td class="number ${operation}">${number(value)}${bar(logShare(value, largest))}</td>`;
  });
}
