import { FIGURES, number, plural } from '../../../language/figures.js';
import { leftOutText } from '../../../language/report/index.js';
import type {
  LayerOutcome,
  MappedLayer,
  MappedNetwork,
  MapReport,
  NetworkReport,
  NetworkTotals,
} from '../../../server/protocol/index.js';
import { type Html, html } from '../html.js';
import { continueButton, isEarly } from '../result/continue.js';
import { verdictText } from '../result/header.js';
import { resultText } from '../result/text.js';

const COLUMNS = Object.values(FIGURES);

/** Everything below the title: a row for each layer, the totals, and each layer's mapping folded away. */
export function networkPage({ name, architecture, layers, leftOut, totals }: MappedNetwork): Html {
  const mapped = layers.flatMap((layer, index) => {
    const report = reportOf(layer.outcome);
    return report ? [{ name: layer.name, report, index }] : [];
  });
  return html`<h1>${name} × ${architecture}</h1>
<p class="facts">${facts(layers, mapped.length, totals)}${totals && leftOut.length > 0 ? html` It is without what ${architecture} cannot run: ${leftOutText(leftOut, totals)}.` : null}</p>
${mapped.length > 0 ? html`<div class="actions"><button key="copy-json" type="button" class="secondary" data-action="copy-json">Copy as JSON</button>${layers.some(isStopped) ? continueButton('these mappings') : null}</div>` : null}
<section aria-labelledby="layers">
<h2 id="layers">Layers</h2>
<table class="layers">
<caption>Layers in the order of the network; a layer's name opens its result.</caption>
<thead><tr><th scope="col">layer</th><th scope="col" class="number">repeat</th>${COLUMNS.map(
    ({ name, unit }) => html`<th scope="col" class="number">${unit ? `${name}, ${unit}` : name}</th>`,
  )}<th scope="col">to the best possible</th></tr></thead>
<tbody>${layers.map(row)}</tbody>${
    totals &&
    html`
<tfoot><tr><th scope="row">total</th><td class="number">${number(totals.layers)}</td>${figures(totals)}<td></td></tr></tfoot>`
  }
</table>
</section>${
    mapped.length > 0
      ? html`
<section aria-labelledby="mappings">
<h2 id="mappings">Mappings</h2>
${mapped.map(({ name, report, index }) => mapping(name, report, index))}
</section>`
      : null
  }`;
}

/** The JSON that `ffarch map` prints of a network (cli.md): the layers that have a mapping, those that are left out, and totals. */
export function networkReport({ name, architecture, layers, leftOut, totals }: MappedNetwork): NetworkReport {
  const reports = layers.flatMap(({ outcome, repeat }) => {
    const report = reportOf(outcome);
    return report ? [{ ...report, repeat }] : [];
  });
  return { network: name, architecture, layers: reports, leftOut, totals };
}

/** Whether a search was stopped before its end. */
function isStopped({ outcome }: MappedLayer): boolean {
  return outcome.kind === 'cancelled' || (outcome.kind === 'mapped' && isEarly(outcome.stopped));
}

function mapping(name: string, report: MapReport, index: number): Html {
  return html`<details><summary>${name}</summary><pre>${resultText(report)}</pre>
<div class="actions">
  <button type="button" data-action="open" data-index="${index}">Show result</button>
  <button type="button" class="secondary" data-action="insert" data-index="${index}">Insert mapping into document</button>
</div></details>
`;
}

/** The mapping that is known, which a search that failed may have, too. */
export function reportOf(outcome: LayerOutcome): MapReport | null {
  return outcome.kind === 'mapped' || outcome.kind === 'failed' ? outcome.report : null;
}

function facts(layers: readonly MappedLayer[], mapped: number, totals: NetworkTotals | null): string {
  const all = plural(layers.length, 'layer');
  const some = mapped === layers.length ? all : `${all}, ${number(mapped)} with a mapping`;
  return totals
    ? `${some}. The total counts repeats: energy and latency are sums, EDP is their product.`
    : `${some}; there is no total before all that can be mapped are.`;
}

function row({ name, repeat, outcome }: MappedLayer, index: number): Html {
  const report = reportOf(outcome);
  const title = report
    ? html`<button type="button" class="link" data-action="open" data-index="${index}" title="Show the result of ${name}">${name}</button>`
    : name;
  const head = html`<th scope="row">${title}</th><td class="number">${number(repeat)}</td>`;
  if (!report)
    return html`
<tr>${head}<td class="reason" colspan="${COLUMNS.length + 1}">${reason(outcome)}</td></tr>`;
  return html`
<tr>${head}${figures(report)}<td>${distance(report, outcome)}</td></tr>`;
}

function figures(all: MapReport | NetworkTotals): Html[] {
  return COLUMNS.map(({ of, show }) => html`<td class="number">${show(of(all))}</td>`);
}

/** How far the mapping may be from the best possible, and why the search did not go on to the proof. */
function distance({ search }: MapReport, outcome: LayerOutcome): string {
  const known = verdictText(search);
  if (outcome.kind === 'failed') return `${known}; the search failed: ${outcome.message}`;
  if (outcome.kind !== 'mapped' || search.proven) return known;
  if (outcome.stopped === 'cancelled') return `${known}; stopped`;
  return outcome.stopped === 'time' ? `${known}; out of time` : known;
}

function reason(outcome: LayerOutcome): string {
  switch (outcome.kind) {
    case 'infeasible':
      return `No legal mapping: ${outcome.message}`;
    case 'unfit':
      return `Does not fit: ${outcome.message}`;
    case 'failed':
      return `The search failed: ${outcome.message}`;
    default:
      return 'Stopped, or out of time, before a legal mapping was found.';
  }
}
