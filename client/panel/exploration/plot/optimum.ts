import type { Exploration } from '../../../../server/protocol/index.js';
import { type Html, html } from '../../html.js';
import { INNER, type Scale } from './frame.js';

/** The best possible EDP as a line, or the best that is known. */
export function optimum({ optimum_pJ_cycles: best, proven }: Exploration['distribution'], x: Scale): Html {
  return html`<line class="optimum" x1="${x(best)}" x2="${x(best)}" y1="${INNER.top - 14}" y2="${INNER.bottom}"></line>
<text class="optimum" x="${x(best) + 4}" y="${INNER.top - 5}">${proven ? 'optimum' : 'best known'}</text>`;
}
