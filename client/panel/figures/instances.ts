import { type Html, html } from '../html.js';
import { px } from './text.js';

/** The most cells that are drawn; each then stands for several instances. */
const MOST = 64;

/**
 * Instances as cells side by side: those at work are filled, those that only some steps use are lighter, the others are empty.
 *
 * @param average how many are at work in an average step
 */
export function instances(
  { mesh, used, average }: { mesh: number; used: number; average: number },
  x: number,
  y: number,
  width: number,
  height: number,
): Html {
  const cells = Math.min(mesh, MOST);
  const pitch = width / cells;
  const gap = pitch > 4 ? 1.5 : 0.5;
  const each = mesh / cells;
  return html`<g>${Array.from({ length: cells }, (_, i) => {
    const start = i * each;
    const kind = start + each <= average + 1e-9 ? 'at-work' : start < used ? 'now-and-then' : 'track';
    return html`<rect class="${kind}" x="${px(x + i * pitch)}" y="${y}" width="${px(pitch - gap)}" height="${height}"/>`;
  })}</g>`;
}
