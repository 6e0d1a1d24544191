import { number, plural } from '../../../language/figures.js';
import { layerSums, leftOutText } from '../../../language/report/index.js';
import type { MappedLayer, MapReport, NetworkTotals } from '../../../server/protocol/index.js';
import { DEFAULT_CHOICES } from '../choices.js';
import { inPage } from '../figures/in-page.js';
import { largestText, networkFigure } from '../figures/network.js';
import { type Html, html } from '../html.js';
import { continueButton, isEarly } from '../result/continue.js';
import { resultText } from '../result/text.js';
import { takeAlong } from '../take-along.js';
import { layerTable } from './layers.js';
import { levelTable } from './levels.js';
import { type NetworkContent, networkReport, networkTitle, reportOf } from './outcome.js';

/** Everything of a network: where its energy and latency go, a row for each layer, the totals, and each layer's mapping folded away. */
export function networkPage(network: NetworkContent, width: number, choices = DEFAULT_CHOICES): Html {
  const { name, architecture, layers, leftOut, totals } = network;
  const report = networkReport(network);
  const mapped = layers.flatMap((layer, index) => {
    const report = reportOf(layer.outcome);
    return report ? [{ name: layer.name, report, index }] : [];
  });
  return html`<h1>${networkTitle(name, architecture)}</h1>
<p class="facts">${facts(layers, mapped.length, totals)}${totals && leftOut.length > 0 ? html` It is without what ${architecture} cannot run: ${leftOutText(leftOut, totals)}.` : null}</p>
${
  mapped.length > 0
    ? html`<div class="actions">${takeAlong('.ffarch, JSON, CSV, Markdown or LaTeX')}${layers.some(isStopped) ? continueButton('these mappings') : null}</div>
<section aria-labelledby="shares">
<h2 id="shares">Energy and latency</h2>
<button type="button" class="secondary tool" data-action="save-figure" data-index="0" title="Save this figure as SVG or PNG">Save figure</button>
${(['energy', 'latency'] as const).map((summed) => html`<p>${largestText(layerSums(report.layers, summed), summed)}</p>`)}
${inPage(networkFigure(report, Math.min(width, WIDEST)))}
</section>`
    : null
}
<section aria-labelledby="layers">
<h2 id="layers">Layers</h2>
${layerTable(layers, totals, choices)}
</section>${
    mapped.length > 0
      ? html`
${levelTable(report.layers)}
<section aria-labelledby="mappings">
<h2 id="mappings">Mappings</h2>
${mapped.map(({ name, report, index }) => mapping(name, report, index))}
</section>`
      : null
  }`;
}

/** Pixels from which on bars only get longer, not clearer. */
const WIDEST = 1200;

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

function facts(layers: readonly MappedLayer[], mapped: number, totals: NetworkTotals | null): string {
  const all = plural(layers.length, 'layer');
  const some = mapped === layers.length ? all : `${all}, ${number(mapped)} with a mapping`;
  return totals
    ? `${some}. The total counts repeats: energy and latency are sums, EDP is their product.`
    : `${some}; there is no total before all that can be mapped are.`;
}
