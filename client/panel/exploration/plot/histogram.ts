import { number, percent, ratio } from '../../../../language/figures.js';
import type { Exploration } from '../../../../server/protocol/index.js';
import { type Html, html } from '../../html.js';
import { edpAxis } from './axis-edp.js';
import { shareAxis } from './axis-share.js';
import { bars } from './bars.js';
import { HEIGHT, INNER, linearScale, logScale, WIDTH } from './frame.js';
import { optimum } from './optimum.js';

/** How the EDP of one source's mappings is distributed, the optimum marked at the left end. */
export function histogram(exploration: Exploration): Html {
  const { source, distribution, bins } = exploration;
  const from = bins[0]!.from;
  const to = bins[bins.length - 1]!.to;
  const most = Math.max(...bins.map(({ count }) => count)) / distribution.count;
  const x = logScale(from, to, INNER.left, INNER.right);
  const y = linearScale(most, INNER.bottom, INNER.top);
  return html`<svg class="plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${source}-title ${source}-desc">
<title id="${source}-title">Histogram of EDP</title>
<desc id="${source}-desc">${describe(distribution)}</desc>
${shareAxis(y, [0, most / 2, most], 'share of mappings')}
${bars(exploration, x, y)}
${edpAxis(x, from, to)}
${optimum(distribution, x)}
</svg>`;
}

function describe({ count, proven, within, quantiles }: Exploration['distribution']): string {
  const best = proven ? 'the optimum' : 'the best known';
  const near = within.map(({ percent: distance, share }) => `${percent(share)} within ${distance} % of ${best}`);
  const worst = quantiles[quantiles.length - 1]!.edp_pJ_cycles / quantiles[0]!.edp_pJ_cycles;
  return `${number(count)} mappings, the worst ${ratio(worst)} times the best: ${near.join(', ')}.`;
}
