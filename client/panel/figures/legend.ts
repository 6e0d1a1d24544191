import { type Html, html } from '../html.js';
import { fitted, mutedWidth, px } from './text.js';

/** An entry of a legend: the class of its colour, what it stands for, and the level that it belongs to. */
export interface LegendEntry {
  readonly kind: string;
  readonly name: string;
  readonly level?: string | undefined;
}

const LINE = 20;
const SWATCH = 12;

/** What the colours stand for, in as many lines as it takes, of which none is wider than this; with the height that it takes. */
export function legend(entries: readonly LegendEntry[], width: number): { body: Html; height: number } {
  let x = 0;
  let y = 0;
  const marks = entries.map(({ kind, name, level }) => {
    const length = Math.min(mutedWidth(name), width - SWATCH - 5);
    const room = SWATCH + 5 + length + 14;
    if (x > 0 && x + room > width) {
      x = 0;
      y += LINE;
    }
    const mark = html`<g data-level=${level}><rect class="${kind}" x="${px(x)}" y="${y + 2}" width="${SWATCH}" height="${SWATCH}"/><text class="muted" x="${px(x + SWATCH + 5)}" y="${y + 12}">${fitted(name, width - SWATCH - 5, mutedWidth)}</text></g>`;
    x += room;
    return mark;
  });
  return { body: html`<g>${marks}</g>`, height: y + LINE + 4 };
}
