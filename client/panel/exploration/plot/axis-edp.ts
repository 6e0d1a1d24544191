import { edp } from '../../../../language/figures.js';
import { type Html, html } from '../../html.js';
import { HEIGHT, INNER, logTicks, type Scale, WIDTH } from './frame.js';

/** The horizontal axis of EDP, given in pJ·cycle and written in J·cycle. */
export function edpAxis(x: Scale, from: number, to: number): Html {
  const ground = INNER.bottom;
  const ticks = logTicks(from * 1e-12, to * 1e-12).map((joules) => {
    const value = joules * 1e12;
    return html`
<g class="tick"><line x1="${x(value)}" x2="${x(value)}" y1="${ground}" y2="${ground + 4}"></line><text x="${x(value)}" y="${ground + 16}" text-anchor="middle">${edp(value)}</text></g>`;
  });
  return html`<line class="axis" x1="${INNER.left}" x2="${INNER.right}" y1="${ground}" y2="${ground}"></line>${ticks}
<text class="label" x="${WIDTH / 2}" y="${HEIGHT - 6}" text-anchor="middle">EDP, J·cycle (logarithmic)</text>`;
}
