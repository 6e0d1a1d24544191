import { ratio } from '../../../../language/figures.js';
import type { Exploration } from '../../../../server/protocol/index.js';
import { type Html, html } from '../../html.js';
import { edpAxis } from './axis-edp.js';
import { shareAxis } from './axis-share.js';
import { HEIGHT, INNER, logScale, logTicks, WIDTH } from './frame.js';
import { optimum } from './optimum.js';
import { steps } from './steps.js';

/**
 * What share of each source's mappings has at most an EDP. Both axes are logarithmic: mappings near the optimum are rare, and
 * how rare is the question.
 */
export function cumulative(explorations: readonly Exploration[]): Html {
  const { distribution, bins } = explorations[0]!;
  const from = bins[0]!.from;
  const to = bins[bins.length - 1]!.to;
  const least = Math.min(...explorations.map(({ curve }) => curve[0]!.share));
  const x = logScale(from, to, INNER.left, INNER.right);
  const y = logScale(least, 1, INNER.bottom, INNER.top);
  return html`<svg class="plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="cumulative-title cumulative-desc">
<title id="cumulative-title">Share of mappings up to an EDP</title>
<desc id="cumulative-desc">${explorations.map(describe).join(' ')}</desc>
${shareAxis(y, logTicks(least, 1), 'share of mappings up to an EDP (logarithmic)')}
${edpAxis(x, from, to)}
${explorations.map((exploration) => steps(exploration, x, y))}
${optimum(distribution, x)}
</svg>`;
}

function describe({ source, distribution: { optimum_pJ_cycles: best, quantiles } }: Exploration): string {
  const ratios = quantiles.map(({ edp_pJ_cycles: edp }) => edp / best);
  const half = ratios[quantiles.findIndex(({ share }) => share >= 0.5)]!;
  const name = source === 'random' ? 'Of random mappings' : 'Of greedy descents';
  return `${name} the best has ${ratio(ratios[0]!)} times the EDP of the optimum, half have up to ${ratio(half)} times.`;
}
