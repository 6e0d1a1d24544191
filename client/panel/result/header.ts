import { duration, FIGURES, number, plural, withinGap } from '../../../language/figures.js';
import type { EvaluationReport, MapReport, SearchReport } from '../../../server/protocol/index.js';
import { type Html, html } from '../html.js';
import type { Shown } from '../protocol.js';

/** What was mapped on what, how good it is known to be, and what can be done with it. */
export function header({ report, stopped }: Shown): Html {
  const search = searchOf(report);
  return html`<header>
  <h1>${title(report)}</h1>
  <p class="facts">${facts(report)}</p>
  ${search ? html`<p class="search">${verdict(search, stopped)} ${effort(search)}</p>` : null}
</header>`;
}

/** Plain text: the document's title, too. */
export function title(report: EvaluationReport): string {
  return report.mappingName === undefined
    ? `${report.architecture} × ${report.workload}`
    : `${report.mappingName}: ${report.workload} on ${report.architecture}`;
}

/** What a search says of its result; null for a mapping that was only evaluated. */
export function searchOf(report: EvaluationReport | MapReport): SearchReport | null {
  return 'search' in report ? report.search : null;
}

function facts(report: EvaluationReport): string {
  const sizes = Object.entries(report.sizes).map(([name, size]) => `${name} ${number(size)}`);
  const options = [
    report.options.bias ? 'with bias' : null,
    report.options.freeDrains ? 'free drains' : null,
    report.options.timeloopBounds ? 'Timeloop bounds' : null,
  ].filter((option) => option !== null);
  return [sizes.join(' · '), ...options].join(', ');
}

const STOPPED = {
  finished: null,
  proven: null,
  gap: 'stopped at the accepted gap',
  time: 'stopped by the time limit',
  cancelled: 'cancelled; this is the best until then',
} as const;

function verdict(search: SearchReport, stopped: Shown['stopped']): Html {
  const why = stopped ? STOPPED[stopped] : null;
  return html`<strong class="badge ${search.proven ? 'proven' : 'open'}">${verdictText(search)}</strong>${why ? ` ${why};` : ''}`;
}

/** How far from the best possible a mapping may be: `optimal`, `within 3.1 %`, `not proven`. */
export function verdictText({ proven, gap }: SearchReport): string {
  return proven ? 'optimal' : gap === null ? 'not proven' : withinGap(gap);
}

/** `the highest WART` */
function objectiveText(objective: SearchReport['objective']): string {
  const { better, name } = FIGURES[objective];
  return `the ${better === 'higher' ? 'highest' : 'lowest'} ${name}`;
}

function effort(search: SearchReport): string {
  return [
    `searched for ${objectiveText(search.objective)} by strategy ${search.strategy}`,
    plural(search.evaluations, 'evaluation'),
    duration(search.seconds),
    search.threads > 1 ? `${search.threads} threads` : null,
    `seed ${search.seed}`,
  ]
    .filter((part) => part !== null)
    .join(', ');
}
