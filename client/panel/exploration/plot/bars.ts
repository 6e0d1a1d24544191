import type { Exploration } from '../../../../server/protocol/index.js';
import { type Html, html } from '../../html.js';
import { INNER, place, type Scale } from './frame.js';

/** A bar for each bin that has mappings; a sole one among thousands still shows. */
export function bars({ source, bins, distribution }: Exploration, x: Scale, y: Scale): Html {
  return html`<g>${bins
    .filter(({ count }) => count > 0)
    .map(({ from, to, count }) => {
      const top = Math.min(y(count / distribution.count), INNER.bottom - 1);
      const width = Math.max(1, x(to) - x(from) - 1);
      return html`<rect class="${source}" x="${x(from)}" y="${top}" width="${place(width)}" height="${place(INNER.bottom - top)}"></rect>`;
    })}</g>`;
}
