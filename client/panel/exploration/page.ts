import { edp as joules, number, percent, ratio, withinGap } from '../../../language/figures.js';
import type { Exploration, Explored } from '../../../server/protocol/index.js';
import { type Html, html } from '../html.js';
import { cumulative } from './plot/cumulative.js';
import { histogram } from './plot/histogram.js';

const TITLES = { random: 'Random mappings', starts: 'Greedy descents from random starts' } as const;

/** All sources side by side, then for each its histogram and its quantiles. */
export function explorationPage(what: string, { mappings, explorations }: Explored): Html {
  const { seed, distribution } = explorations[0]!;
  return html`<h1>Mappings of ${what}</h1>
<p class="facts">${
    mappings === null
      ? 'There are too many legal mappings to count them; a random walk visits them.'
      : `There are ${number(mappings)} legal mappings; each is drawn with the same probability.`
  } Seed ${seed}.</p>
<p class="facts">${best(distribution)}</p>
${cumulative(explorations)}
<p class="legend">${explorations.map(({ source }) => html`<span class="${source}">${TITLES[source]}</span>`)}</p>
${explorations.map(section)}`;
}

/** `The optimum is 100 J·cycle.` */
function best({ optimum_pJ_cycles: optimum, gap, proven }: Exploration['distribution']): string {
  if (proven) return `The optimum is ${joules(optimum)} J·cycle.`;
  const distance = gap === null ? '' : `, which is ${withinGap(gap)} of the best possible`;
  return `The best known is ${joules(optimum)} J·cycle${distance}.`;
}

function section(exploration: Exploration): Html {
  const { source, distribution } = exploration;
  const { count, optimum_pJ_cycles: optimum, proven, quantiles, within } = distribution;
  return html`<section aria-labelledby="${source}">
<h2 id="${source}">${TITLES[source]}</h2>
<p class="facts">${within.map(
    ({ percent: distance, share }, i) =>
      `${i > 0 ? ', ' : `Of ${number(count)}, `}${percent(share)} are within ${distance} %`,
  )} of ${proven ? 'the optimum' : 'the best known'}.</p>
${histogram(exploration)}
<table>
<caption>How many mappings are no worse</caption>
<thead><tr><th scope="col">share</th><th scope="col" class="number">EDP, J·cycle</th><th scope="col" class="number">× optimum</th></tr></thead>
<tbody>${quantiles.map(
    ({ share, edp_pJ_cycles: edp }) =>
      html`<tr><th scope="row">${nameOf(share)}</th><td class="number">${joules(edp)}</td><td class="number">${ratio(edp / optimum)}</td></tr>`,
  )}</tbody>
</table>
</section>`;
}

const nameOf = (share: number): string => (share === 0 ? 'best' : share === 1 ? 'worst' : `${share * 100} %`);
