import { type Html, html } from '../../html.js';
import { INNER, type Scale } from './frame.js';

/** The vertical axis of shares of the mappings, with lines across. */
export function shareAxis(y: Scale, shares: readonly number[], label: string): Html {
  const ticks = shares.map(
    (share) => html`
<g class="tick"><line class="grid" x1="${INNER.left}" x2="${INNER.right}" y1="${y(share)}" y2="${y(share)}"></line><text x="${INNER.left - 6}" y="${y(share) + 4}" text-anchor="end">${percentOf(share)}</text></g>`,
  );
  return html`${ticks}
<text class="label" x="4" y="11">${label}</text>`;
}

/** `0.001 %`: in full, as the axis has few of them. */
const percentOf = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;
