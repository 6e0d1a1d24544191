import type { Exploration } from '../../server/protocol.js';
import { type Html, html } from '../panel/page/html.js';

const WIDTH = 640;
const HEIGHT = 180;
const MARGIN = { left: 12, right: 12, top: 18, bottom: 40 };

/** EDP in J·cycle, as the axis shows it. */
const joules = (edp_pJ_cycles: number): string =>
  (edp_pJ_cycles * 1e-12).toLocaleString('en-US', { maximumSignificantDigits: 3 });

/**
 * A histogram of EDP on a logarithmic axis, the optimum marked at its left end. Colours come from the theme through classes,
 * as the page's content policy allows no inline styles.
 */
export function plot({ source, distribution, bins }: Exploration): Html {
  const inner = { width: WIDTH - MARGIN.left - MARGIN.right, height: HEIGHT - MARGIN.top - MARGIN.bottom };
  const low = Math.log(bins[0].from);
  const high = Math.log(bins[bins.length - 1].to);
  const most = Math.max(...bins.map(({ count }) => count));
  const x = (edp: number): number => MARGIN.left + (inner.width * (Math.log(edp) - low)) / (high - low);
  const ground = MARGIN.top + inner.height;
  const bars = bins
    .filter(({ count }) => count > 0)
    .map(({ from, to, count }) => {
      // A sole mapping among thousands still shows.
      const height = Math.max(1, (inner.height * count) / most);
      return html`<rect class="${source}" x="${round(x(from))}" y="${round(ground - height)}" width="${round(Math.max(1, x(to) - x(from) - 1))}" height="${round(height)}"></rect>`;
    });
  const ticks = ticksBetween(bins[0].from, bins[bins.length - 1].to).map(
    (edp) =>
      html`<g class="tick"><line x1="${round(x(edp))}" x2="${round(x(edp))}" y1="${ground}" y2="${ground + 4}"></line><text x="${round(x(edp))}" y="${ground + 16}" text-anchor="middle">${joules(edp)}</text></g>`,
  );
  const optimum = round(x(distribution.optimum_pJ_cycles));
  return html`<svg class="plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${describe(source, distribution)}">
<g>${bars}</g>
<line class="axis" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${ground}" y2="${ground}"></line>
${ticks}
<line class="optimum" x1="${optimum}" x2="${optimum}" y1="${MARGIN.top - 4}" y2="${ground}"></line>
<text class="optimum" x="${optimum + 4}" y="${MARGIN.top + 4}">${distribution.proven ? 'optimum' : 'best known'}</text>
<text class="label" x="${WIDTH / 2}" y="${HEIGHT - 6}" text-anchor="middle">EDP, J·cycle (logarithmic)</text>
</svg>`;
}

function describe(source: Exploration['source'], { count, within }: Exploration['distribution']): string {
  const what = source === 'random' ? 'random mappings' : 'greedy descents';
  const near = within.map(({ percent, share }) => `${(100 * share).toPrecision(3)} % within ${percent} % of it`);
  return `Histogram of the EDP of ${count} ${what} from the optimum to the worst: ${near.join(', ')}.`;
}

/** Powers of ten; where there are fewer than two, the ends. */
function ticksBetween(from: number, to: number): number[] {
  const powers: number[] = [];
  for (let power = Math.ceil(Math.log10(from)); 10 ** power <= to; power++) powers.push(10 ** power);
  const step = Math.ceil(powers.length / 8);
  return powers.length >= 2 ? powers.filter((_, i) => i % step === 0) : [from, to];
}

const round = (value: number): number => Math.round(value * 100) / 100;
