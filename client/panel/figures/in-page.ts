import { type Html, html } from '../html.js';
import type { Figure } from './figure.js';

/** A figure on a page, which has a heading for it and the colours of its theme. */
export function inPage({ title, description, width, height, body }: Figure): Html {
  return html`<svg class="picture" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}. ${description}">${body}</svg>`;
}
