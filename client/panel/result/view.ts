import { PICTURES } from '../../../language/report/index.js';
import { DEFAULT_CHOICES } from '../choices.js';
import { columnWidth } from '../columns.js';
import { resultFigure } from '../figures/index.js';
import { type Html, html } from '../html.js';
import { isReport } from '../kept.js';
import { lasting } from '../lasting.js';
import type { Compared, Shown } from '../protocol.js';
import { takeAlong } from '../take-along.js';
import type { View } from '../view.js';
import { bandwidthTable } from './bandwidth.js';
import { besideOf, LABELS } from './change.js';
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

/** Pixels of a figure that is saved: as wide as the text of a paper. */
const SAVED_WIDTH = 640;

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
  bases: ({ basis }) => (basis ? [basis] : []),
  again: 'Map again',
  page: resultPage,
  figure: ({ report, compared }, index) => {
    const picture = PICTURES[index];
    return picture && resultFigure(picture, report, SAVED_WIDTH, besideOf(compared)?.report);
  },
};

/** What the user's choices do not change. */
const PARTS = {
  machine: lasting(machine),
  nest: lasting(nest),
  energy: lasting(energyTable),
  bandwidth: lasting(bandwidthTable),
};

function resultPage(shown: Shown, width: number, choices = DEFAULT_CHOICES): Html {
  const { report, compared } = shown;
  const beside = besideOf(compared);
  const column = columnWidth(width);
  const inserted = report.mappingName !== undefined;
  return html`${header(shown)}
<div class="actions">
  ${inserted ? null : html`<button key="insert" type="button" data-action="insert">Insert mapping into document</button>`}${isEarly(shown.stopped) ? continueButton('this mapping') : null}
  ${takeAlong('text, .ffarch, JSON, CSV, Markdown or LaTeX')}
  <button key="export-timeloop" type="button" class="secondary" data-action="export-timeloop" title="Write architecture, workload and mapping as files of Timeloop">Export to Timeloop</button>
  ${pinButton(shown)}
</div>
${comparison(shown)}
${notices(shown)}
${headline(report, width)}
${totals(shown)}
<div class="columns">
${PARTS.machine(report, column)}
${PARTS.nest(report, column, beside)}
${PARTS.energy(report, column, beside)}
${PARTS.bandwidth(report, column, beside)}
${operationsTable(report, column, choices, beside)}
${linksTable(report, column, beside)}
</div>
`;
}

/** Keeps a result so that the next ones are shown beside it. */
function pinButton({ pinned, compared }: Shown): Html {
  return pinned || compared?.as === 'pinned'
    ? html`<button key="unpin" type="button" class="secondary" data-action="unpin">Unpin</button>`
    : html`<button key="pin" type="button" class="secondary" data-action="pin" title="Show the next results beside this one">Pin</button>`;
}

/** What it is compared with, or will be. */
function comparison({ pinned, compared }: Shown): Html | null {
  if (pinned) return html`<p class="comparison">Pinned: the next result is shown beside this one.</p>`;
  const beside = besideOf(compared);
  return beside
    ? html`<p class="comparison">Compared with <strong>${title(beside.report)}</strong>${beside.as === 'pinned' ? ', which is pinned' : null}.</p>`
    : null;
}

const isCompared = (compared: Partial<Compared> | undefined): boolean =>
  compared === undefined || (compared.as !== undefined && compared.as in LABELS && isReport(compared.report));

function isShown(state: unknown): state is Shown {
  const shown = state as Partial<Shown> | null | undefined;
  return (
    typeof shown === 'object' &&
    shown !== null &&
    typeof shown.uri === 'string' &&
    typeof shown.architecture?.name === 'string' &&
    typeof shown.workload?.name === 'string' &&
    isReport(shown.report) &&
    isCompared(shown.compared)
  );
}
