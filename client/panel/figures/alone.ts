import { type Html, html } from '../html.js';
import { PRINT } from './colours.js';
import type { Figure } from './figure.js';
import { style } from './style.js';
import { fitted } from './text.js';

/** The room for the title, in pixels. */
const HEAD = 30;
const MARGIN = 12;
/** How much smaller the letters of the figure are than those of the title, about. */
const TITLE = 0.9;

/** A figure as a file of its own: on white, with its title, its colours, and fonts by name. */
export function alone({ title, description, width, height, body }: Figure): Html {
  const all = { width: width + 2 * MARGIN, height: height + HEAD + MARGIN };
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="picture" width="${all.width}" height="${all.height}" viewBox="${-MARGIN} ${-HEAD} ${all.width} ${all.height}" role="img">
<title>${title}</title>
<desc>${description}</desc>
<style>.picture { font-family: Helvetica, Arial, sans-serif } ${style(PRINT)}</style>
<rect class="ground" x="${-MARGIN}" y="${-HEAD}" width="${all.width}" height="${all.height}"/>
<text class="title" x="0" y="-10">${fitted(title, width * TITLE)}</text>
${body}
</svg>`;
}
