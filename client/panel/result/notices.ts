import { number } from '../../../language/figures.js';
import type { EvaluationReport } from '../../../server/protocol/index.js';
import { type Html, html } from '../html.js';

/** The rules that the mapping breaks, the constraints that were lowered and the sizes that grew, if any. */
export function notices(report: EvaluationReport): Html {
  return html`${violations(report)}${reductions(report)}${padding(report)}`;
}

function violations({ violations }: EvaluationReport): Html | null {
  if (violations.length === 0) return null;
  return html`<section class="notice error" aria-labelledby="violations">
  <h2 id="violations">This mapping is not legal</h2>
  <ul>${violations.map(
    ({ message, rule }) => html`
    <li>${message} <span class="note">${rule}</span></li>`,
  )}
  </ul>
</section>`;
}

function reductions({ reducedConstraints }: EvaluationReport): Html | null {
  if (reducedConstraints.length === 0) return null;
  return html`<section class="notice" aria-labelledby="reductions">
  <h2 id="reductions">Constraints lowered to fit the workload</h2>
  <ul>${reducedConstraints.map(
    ({ level, dimension, from, to }) => html`
    <li>${level}: ${dimension} ${number(from)} became ${number(to)}</li>`,
  )}
  </ul>
</section>`;
}

function padding({ padded }: EvaluationReport): Html | null {
  if (!padded) return null;
  return html`<section class="notice" aria-labelledby="padding">
  <h2 id="padding">Sizes grown by padding</h2>
  <ul>${Object.entries(padded).map(
    ([dimension, { from, to }]) => html`
    <li>${dimension} ${number(from)} became ${number(to)}</li>`,
  )}
  </ul>
</section>`;
}
