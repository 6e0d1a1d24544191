import { type Html, html } from '../html.js';
import { px } from './text.js';

/** A part of a bar: its length in pixels, the class of its colour, and what is said when the mouse rests on it. */
export interface Segment {
  readonly length: number;
  readonly kind: string;
  readonly title: string;
}

/** Segments one after the other, from the left. A hair of ground between them tells them apart in grey, too. */
export function stack(segments: readonly Segment[], x: number, y: number, height: number): Html {
  let at = x;
  return html`<g>${segments.map(({ length, kind, title }, i) => {
    const start = at;
    at += length;
    const gap = i > 0 && length > 2 ? 1 : 0;
    return html`<rect class="${kind}" x="${px(start + gap)}" y="${y}" width="${px(Math.max(length - gap, 0.5))}" height="${height}"><title>${title}</title></rect>`;
  })}</g>`;
}
