import { FIGURES, figuresFor, number, ofNumber, plural, significant } from '../../../language/figures.js';
import { COMPARED, type ComparedRow, compare, leftOutText } from '../../../language/report/index.js';
import type { NetworkReport } from '../../../server/protocol/index.js';
import { bar } from '../bar.js';
import { type Choices, DEFAULT_CHOICES, switchOf } from '../choices.js';
import { comparedBy, comparisonFigure } from '../figures/comparison.js';
import { inPage } from '../figures/in-page.js';
import { shortName } from '../figures/network.js';
import { type Html, html } from '../html.js';
import { networkTitle } from '../network/outcome.js';
import { takeAlong } from '../take-along.js';

/** One network on several architectures: bars for each layer, normalised to one of them, then the totals and the numbers of the bars. */
export function comparisonPage(networks: readonly NetworkReport[], width: number, choices = DEFAULT_CHOICES): Html {
  const mapped = networks.some(({ layers }) => layers.length > 0);
  return html`<h1>${titleOf(networks)}</h1>
${
  mapped
    ? html`<div class="actions">${takeAlong('.ffarch, JSON, CSV, Markdown or LaTeX')}</div>
${bars(networks, width, choices)}`
    : html`<p class="facts">No layer has a mapping on any of them, so there is nothing to compare.<span class="live"> The page of each says why.</span></p>`
}
${totalsTable(networks)}`;
}

/** `BertLarge × Eyeriss, Simba` */
export const titleOf = (networks: readonly NetworkReport[]): string =>
  networkTitle(networks[0]?.network ?? '', ...networks.map(({ architecture }) => architecture));

/** The bars and their numbers, by the figure and to the architecture that are chosen. */
function bars(networks: readonly NetworkReport[], width: number, choices: Choices): Html {
  const by = comparedBy(networks, choices);
  const { layers, mean, common, total } = compare(networks, by.figure, by.base);
  const names = networks.map(({ architecture }) => architecture);
  const figures = switchOf(
    'compared',
    'What is compared',
    COMPARED.map((figure) => [figure, FIGURES[figure].name]),
    by.figure,
  );
  const bases = switchOf(
    'base',
    'To which architecture',
    names.map((name, base) => [String(base), `to ${name}`]),
    String(by.base),
  );
  const rows = [...layers, mean, total];
  const most = Math.max(...rows.flatMap(({ times }) => times.map((each) => each ?? 0)));
  const cells = ({ times }: ComparedRow) =>
    times.map(
      (each, i) =>
        html`<td class="number" data-label="${names[i]}">${each === null ? '–' : html`${number(significant(each, 4))}${bar(each / most)}`}</td>`,
    );
  return html`<section aria-labelledby="bars">
<h2 id="bars">To ${names[by.base]}</h2>
<button type="button" class="secondary tool" data-action="save-figure" data-index="0" title="Save this figure as SVG or PNG">Save figure</button>
<div class="choices">${figures}${bases}</div>
${inPage(comparisonFigure(networks, Math.min(width, WIDEST), by))}
<table class="${names.length > BESIDE ? 'times few cards' : 'times'}">
<caption>${FIGURES[by.figure].name}, times that of ${names[by.base]}. The geometric mean is of the ${plural(common, 'layer')} with a mapping on all, each once; the whole network counts repeats.</caption>
<thead><tr><th scope="col">layer</th>${names.map((name) => html`<th scope="col" class="number">${name}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr><th scope="row">${shortName(row.name)}</th>${cells(row)}</tr>`)}</tbody>
</table>
</section>`;
}

/** The most columns of numbers that fit narrow pages beside the names of layers. */
const BESIDE = 3;

/** Pixels from which on bars only get wider, not clearer. */
const WIDEST = 1600;

function totalsTable(networks: readonly NetworkReport[]): Html {
  const columns = figuresFor(...networks.flatMap(({ totals }) => totals ?? [])).map(({ name, unit, of, show }) => ({
    label: unit ? `${name}, ${unit}` : name,
    of,
    show,
  }));
  return html`<section aria-labelledby="totals">
<h2 id="totals">Totals</h2>
<table class="cards">
<caption>Of all layers, repeats counted.<span class="live"> The name of an architecture opens the network on it.</span></caption>
<thead><tr><th scope="col">architecture</th>${columns.map(({ label }) => html`<th scope="col" class="number">${label}</th>`)}<th scope="col">without</th></tr></thead>
<tbody>${networks.map(
    ({ architecture, totals, leftOut }, i) => html`
<tr><th scope="row"><button type="button" class="link" data-action="open" data-index="${i}">${architecture}</button></th>${
      totals
        ? html`${columns.map(({ label, of, show }) => html`<td class="number" data-label="${label}">${ofNumber(of(totals), show)}</td>`)}<td data-label="without">${leftOut.length > 0 ? leftOutText(leftOut, totals) : '–'}</td>`
        : html`<td class="reason" colspan="${columns.length + 1}">Not all layers were mapped.</td>`
    }</tr>`,
  )}</tbody>
</table>
</section>`;
}
