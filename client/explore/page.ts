import type { Exploration } from '../../server/protocol.js';
import { type Html, html } from '../panel/page/html.js';
import { plot } from './plot.js';

const TITLES = { random: 'Random mappings', starts: 'Greedy descents from random starts' } as const;

/** Everything below the title, for each source of mappings: what it is, its plot, its quantiles. */
export function explorationPage(what: string, explorations: readonly Exploration[]): Html {
  return html`<main><h1>Mappings of ${what}</h1>${explorations.map(section)}</main>`;
}

function section(exploration: Exploration): Html {
  const { source, seed, distribution } = exploration;
  const { count, optimum_pJ_cycles: optimum, proven, quantiles, within } = distribution;
  return html`<section>
<h2>${TITLES[source]}</h2>
<p class="facts">${count.toLocaleString('en-US')}, seed ${seed}. The ${proven ? 'optimum is' : 'best known is'} ${joules(optimum)} J·cycle; ${within.map(
    ({ percent, share }, i) => `${i > 0 ? ', ' : ''}${(100 * share).toPrecision(3)} % are within ${percent} % of it`,
  )}.</p>
${plot(exploration)}
<table>
<caption>How many mappings are no worse</caption>
<thead><tr><th scope="col">share</th><th scope="col" class="number">EDP, J·cycle</th><th scope="col" class="number">× optimum</th></tr></thead>
<tbody>${quantiles.map(
    ({ share, edp_pJ_cycles: edp }) =>
      html`<tr><th scope="row">${nameOf(share)}</th><td class="number">${joules(edp)}</td><td class="number">${(edp / optimum).toPrecision(4)}</td></tr>`,
  )}</tbody>
</table>
</section>`;
}

const joules = (edp_pJ_cycles: number): string => (edp_pJ_cycles * 1e-12).toPrecision(4);

const nameOf = (share: number): string => (share === 0 ? 'best' : share === 1 ? 'worst' : `${share * 100} %`);
