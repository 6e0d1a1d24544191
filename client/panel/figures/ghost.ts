import { withUnit } from '../../../language/figures.js';
import { type Html, html } from '../html.js';
import { px } from './text.js';

/** A thin bar below another: what it is in another result; nothing where that has none. */
export function ghost(
  scale: (value: number) => number,
  before: number | undefined,
  x: number,
  y: number,
  height: number,
  figure: Parameters<typeof withUnit>[0],
): Html | null {
  if (before === undefined) return null;
  return html`<rect class="muted" x="${px(x)}" y="${y + height + 1.5}" width="${px(Math.max(scale(before), 0.5))}" height="2.5"><title>the other result: ${withUnit(figure, before)}</title></rect>`;
}
