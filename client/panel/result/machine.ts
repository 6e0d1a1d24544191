import type { EvaluationReport } from '../../../server/protocol/index.js';
import { inPage } from '../figures/in-page.js';
import { machineFigure } from '../figures/machine.js';
import { type Html, html } from '../html.js';
import { saveFigure } from './figure-tools.js';

/** The levels as a drawing; the tables of the mapping and of memory operations have its numbers. */
export function machine(report: EvaluationReport, width: number): Html {
  return html`<section aria-labelledby="machine">
  <h2 id="machine">Machine</h2>${saveFigure('machine')}
  ${inPage(machineFigure(report, width))}
</section>`;
}
