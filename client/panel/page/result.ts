import type { Shown } from '../protocol.js';
import { bandwidthTable } from './bandwidth.js';
import { energyTable } from './energy.js';
import { header } from './header.js';
import { html } from './html.js';
import { nest } from './nest.js';
import { notices } from './notices.js';
import { operationsTable } from './operations.js';
import { totals } from './totals.js';

/** The page's markup for a result: a pure function of it, everything escaped. */
export function resultPage(shown: Shown): string {
  const { report } = shown;
  const inserted = report.mappingName !== undefined;
  return html`${header(shown)}
<div class="actions">
  ${inserted ? null : html`<button type="button" data-action="insert">Insert mapping into document</button>`}
  <button type="button" class="secondary" data-action="copy-json">Copy as JSON</button>
  <button type="button" class="secondary" data-action="copy-text">Copy as text</button>
</div>
${notices(report)}
${totals(report)}
${nest(report)}
${operationsTable(report)}
${bandwidthTable(report)}
${energyTable(report)}
`.markup;
}
