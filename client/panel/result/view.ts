import { columnWidth } from '../columns.js';
import { type Html, html } from '../html.js';
import { isReport } from '../kept.js';
import type { Shown } from '../protocol.js';
import type { View } from '../view.js';
import { bandwidthTable } from './bandwidth.js';
import { continueButton, isEarly } from './continue.js';
import { energyTable } from './energy.js';
import { header, searchOf, title, verdictText } from './header.js';
import { headline } from './headline.js';
import { linksTable } from './links.js';
import { machine } from './machine.js';
import { nest } from './nest.js';
import { notices } from './notices.js';
import { operationsTable } from './operations.js';
import { totals } from './totals.js';

/** A mapping with all that the model knows of it. */
export const RESULT: View<Shown> = {
  type: 'factorflow.result',
  title: ({ report }) => title(report),
  summary: ({ report }) => {
    const search = searchOf(report);
    const legal = report.violations.length === 0 ? '' : ', not legal';
    return `Shows ${title(report)}${search ? `, ${verdictText(search)}` : ''}${legal}`;
  },
  is: isShown,
  basis: ({ basis }) => basis,
  again: 'Map again',
  page: resultPage,
};

function resultPage(shown: Shown, width: number): Html {
  const { report } = shown;
  const column = columnWidth(width);
  const inserted = report.mappingName !== undefined;
  return html`${header(shown)}
<div class="actions">
  ${inserted ? null : html`<button key="insert" type="button" data-action="insert">Insert mapping into document</button>`}${isEarly(shown.stopped) ? continueButton('this mapping') : null}
  <button key="copy-json" type="button" class="secondary" data-action="copy-json">Copy as JSON</button>
  <button key="copy-text" type="button" class="secondary" data-action="copy-text">Copy as text</button>
</div>
${notices(shown)}
${headline(report, width)}
${totals(report)}
<div class="columns">
${machine(report, column)}
${nest(report, column)}
${energyTable(report, column)}
${bandwidthTable(report, column)}
${operationsTable(report)}
${linksTable(report)}
</div>
`;
}

function isShown(state: unknown): state is Shown {
  const shown = state as Partial<Shown> | null | undefined;
  return (
    typeof shown === 'object' &&
    shown !== null &&
    typeof shown.uri === 'string' &&
    typeof shown.architecture?.name === 'string' &&
    typeof shown.workload?.name === 'string' &&
    isReport(shown.report)
  );
}
