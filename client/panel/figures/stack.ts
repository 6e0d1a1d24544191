import { type Html, html } from '../html.js';
import { px } from './text.js';

/** A part of a bar: its length in pixels, the class of its colour, what is said when the mouse rests on it, and the level that it alone belongs to. */
export interface Segment {
  readonly length: number;
  readonly kind: string;
  readonly title: string;
  readonly level?: string | undefined;
}

/** Segments one after the other, from the left. A hair of ground between them tells them apart in grey, too. */
export function stack(segments: readonly Segment[], x: number, y: number, height: number): Html {
  let at = x;
  return html`<g>${segments.map(({ length, kind, title, level }, i) => {
    const start = at;
    at += length;
    const gap = i > 0 && length > 2 ? 1 : 0;
    return html`<rect class="${kind}" data-level=${level} x="${px(start + gap)}" y="${y}" width="${px(Math.max(length - gap, 0.5))}" height="${height}"><title>${title}</title></rect>`;
  })}</g>`;
}
