import { number, shortNumber } from '../../../language/figures.js';
import { memoriesOf, OPERATIONS, type Operations, operandRows } from '../../../language/report/index.js';
import type { EvaluationReport, MemoryReport } from '../../../server/protocol/index.js';
import { bar, logShare } from '../bar.js';
import { type Choices, choice } from '../choices.js';
import { textWidth } from '../figures/text.js';
import { capitalized } from '../heading.js';
import { type Html, html } from '../html.js';
import type { Compared } from '../protocol.js';
import { change } from './change.js';
import { levelName } from './level-name.js';
import { nothing } from './nest.js';

/** The pixels between the numbers of two columns, and about those that the first one takes. */
const GAP = 14;
const FIRST = 70;

/** How the counts are shown. */
interface Shape {
  /** The counts of an operand in a memory, as they are counted. */
  counts(memory: MemoryReport, words: Operations): Operations;
  text(count: number): string;
  /** Of the bar, from 0 to 1. */
  share(count: number): number;
}

/** Memory operations of each level by operand. */
export function operationsTable(
  report: EvaluationReport,
  width: number,
  choices: Choices,
  beside: Compared | undefined,
): Html {
  const memories = memoriesOf(report);
  const counts = choices.counted === 'all' ? (_: MemoryReport, words: Operations) => words : eachOf;
  const all = memories.flatMap((memory) =>
    operandRows(memory).flatMap(({ words }) => Object.values(counts(memory, words)).flatMap((count) => count ?? [])),
  );
  const largest = Math.max(1, ...all);
  const widest = Math.max(...all.map((count) => textWidth(number(count))));
  const shape: Shape = {
    counts,
    text: FIRST + OPERATIONS.length * (widest + GAP) <= width ? number : shortNumber,
    share: choices.scale === 'logarithmic' ? (count) => logShare(count, largest) : (count) => count / largest,
  };
  const others = new Map(beside && memoriesOf(beside.report).map((memory) => [memory.name, memory]));
  return html`<section aria-labelledby="operations">
  <h2 id="operations">Memory operations</h2>
  <div class="choices">${choice('counted', 'Counted over', choices)}${choice('scale', 'Bars', choices)}</div>
  <table class="operations">
    <caption>Words over the whole run ${choices.counted === 'all' ? 'and all instances' : 'of one instance'}: reads go towards the inside, updates come from there; fills come from the outside, drains go there. Bars are ${choices.scale}, ${choices.scale === 'linear' ? 'up' : 'from 1'} to ${number(largest)}.</caption>
    <thead><tr>
      <th scope="col">Operand</th>
      ${OPERATIONS.map((operation) => html`<th class="number" scope="col">${capitalized(operation)}</th>`)}
    </tr></thead>${memories.map((memory) => group(memory, shape, others.get(memory.name)))}
  </table>
</section>`;
}

function eachOf({ instances }: MemoryReport, { reads, fills, updates, drains }: Operations): Operations {
  const each = (count: number | null) => (count === null ? null : count / instances);
  return { reads: each(reads), fills: each(fills), updates: each(updates), drains: each(drains) };
}

function group(memory: MemoryReport, shape: Shape, other: MemoryReport | undefined): Html | null {
  const rows = operandRows(memory);
  if (rows.length === 0) return null;
  const before = new Map(
    other && operandRows(other).map(({ operand, words }) => [operand, shape.counts(other, words)]),
  );
  return html`
    <tbody data-level="${memory.name}">
      <tr class="group"><th scope="rowgroup" colspan="${OPERATIONS.length + 1}">${levelName(memory.name)}</th></tr>${rows.map(
        ({ operand, words }) => html`
      <tr><th scope="row">${operand}</th>${cells(shape.counts(memory, words), shape, before.get(operand))}</tr>`,
      )}
    </tbody>`;
}

function cells(words: Operations, { text, share }: Shape, before: Operations | undefined): Html[] {
  return OPERATIONS.map((operation) => {
    const value = words[operation];
    if (value === null) return html`<td class="number">${nothing(`no ${operation}`)}</td>`;
    return html`<td class="number ${operation}" title="${number(value)}">${text(value)}${bar(share(value))}${change(before?.[operation], value)}</td>`;
  });
}
