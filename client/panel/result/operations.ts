import { number } from '../../../language/figures.js';
import type { EvaluationReport, MemoryReport, OperandReport } from '../../../server/protocol/index.js';
import { bar, logShare } from '../bar.js';
import { type Html, html } from '../html.js';
import { nothing } from './nest.js';

/** Words moved by one operand at one memory, taken apart; null where the operand has no such operation. */
export interface Operations {
  reads: number;
  fills: number;
  updates: number | null;
  drains: number | null;
}

/** The report's reads include drains and its writes include fills; only the output has drains and updates. */
export function operations({ reads, writes, drains, fills }: OperandReport): Operations {
  if (drains === undefined || fills === undefined) return { reads, fills: writes, updates: null, drains: null };
  return { reads: reads - drains, fills, updates: writes - fills, drains };
}

const KINDS = ['reads', 'fills', 'updates', 'drains'] as const;

/** Memory operations of each level by operand. */
export function operationsTable(report: EvaluationReport): Html {
  const memories = report.levels.filter((level) => level.type === 'memory');
  const largest = Math.max(1, ...memories.flatMap(counts));
  return html`<section aria-labelledby="operations">
  <h2 id="operations">Memory operations</h2>
  <table class="operations">
    <caption>Words over the whole run and all instances: reads go towards the inside, updates come from there; fills come from the outside, drains go there. Bars are logarithmic, from 1 to ${number(largest)}.</caption>
    <thead><tr>
      <th scope="col">Level</th><th scope="col">Operand</th>
      <th class="number" scope="col">Reads</th><th class="number" scope="col">Fills</th>
      <th class="number" scope="col">Updates</th><th class="number" scope="col">Drains</th>
    </tr></thead>${memories.map((memory) => group(memory, largest))}
  </table>
</section>`;
}

function counts(memory: MemoryReport): number[] {
  return Object.values(memory.operands).flatMap((operand) => {
    const moved = operations(operand);
    return KINDS.map((kind) => moved[kind] ?? 0);
  });
}

function group(memory: MemoryReport, largest: number): Html {
  const operands = Object.entries(memory.operands);
  if (operands.length === 0) return html``;
  return html`
    <tbody>${operands.map(
      ([name, operand], i) => html`
      <tr>${i === 0 ? html`<th scope="rowgroup" rowspan="${operands.length}">${memory.name}</th>` : null}
        <th scope="row">${name}</th>${cells(operations(operand), largest)}
      </tr>`,
    )}
    </tbody>`;
}

function cells(moved: Operations, largest: number): Html[] {
  return KINDS.map((kind) => {
    const value = moved[kind];
    if (value === null) return html`<td class="number">${nothing(`no ${kind}`)}</td>`;
    return html`<td class="number ${kind}">${number(value)}${bar(logShare(value, largest))}</td>`;
  });
}
