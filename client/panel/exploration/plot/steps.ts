import type { Exploration } from '../../../../server/protocol/index.js';
import { type Html, html } from '../../html.js';
import { INNER, type Scale } from './frame.js';

/** The share of the mappings up to an EDP as a line that rises with each of the curve's points, and then goes on to the right. */
export function steps({ source, curve }: Exploration, x: Scale, y: Scale): Html {
  const first = curve[0]!;
  const path = curve.map(({ share, edp_pJ_cycles: edp }) => `H${x(edp)}V${y(share)}`).join('');
  return html`<path class="${source}" d="M${x(first.edp_pJ_cycles)},${INNER.bottom}${path}H${INNER.right}"></path>`;
}
