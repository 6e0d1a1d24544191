import { number } from '../../../language/figures.js';
import type { EvaluationReport } from '../../../server/protocol/index.js';
import { type Html, html } from '../html.js';
import type { Shown } from '../protocol.js';

/** The rules that the mapping breaks, the constraints that were lowered and the sizes that grew, if any. */
export function notices({ report, repairable }: Pick<Shown, 'report' | 'repairable'>): Html {
  return html`${violations(report, repairable)}${reductions(report)}${padding(report)}`;
}

/** What the document declares can be looked at, and mended. */
function violations({ violations, mappingName }: EvaluationReport, repairable: boolean | undefined): Html | null {
  if (violations.length === 0) return null;
  return html`<section class="notice error" aria-labelledby="violations">
  <h2 id="violations">This mapping is not legal</h2>
  <ul>${violations.map(
    ({ message, rule }, i) => html`
    <li>${mappingName === undefined ? message : lead(message, i)} <span class="note">${rule}</span></li>`,
  )}
  </ul>${repairable === undefined ? null : repair(repairable)}
</section>`;
}

function lead(message: string, index: number): Html {
  return html`<button type="button" class="link" data-action="violation" data-index="${index}" title="Go to the loop that breaks the rule">${message}</button>`;
}

function repair(repairable: boolean): Html {
  return repairable
    ? html`
  <button type="button" data-action="make-legal" title="Change the loops of this mapping so that it breaks no rule">Make legal</button>`
    : html`
  <p class="note">No legal mapping was found near this one. Map the workload to find one.</p>`;
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
