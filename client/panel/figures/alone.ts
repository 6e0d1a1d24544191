import { type Html, html } from '../html.js';
import { PRINT } from './colours.js';
import type { Figure } from './figure.js';
import { style } from './style.js';
import { fitted, wrapped } from './text.js';

/** The room for a title of one line, and for each other line, in pixels. */
const HEAD = 30;
const LINE = 20;
const MARGIN = 12;
/** How much smaller the letters of the figure are than those of the title, about. */
const TITLE = 0.9;

/** A figure as a file of its own: on white, with its title, what it is of, its colours, and fonts by name. */
export function alone({ title, subject, description, width, height, body }: Figure): Html {
  const lines = [
    ...linesOf(title, width * TITLE).map((line) => ({ line, kind: 'title' })),
    ...(subject === undefined ? [] : linesOf(subject, width).map((line) => ({ line, kind: 'muted' }))),
  ];
  const top = HEAD + LINE * (lines.length - 1);
  const all = { width: width + 2 * MARGIN, height: height + top + MARGIN };
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="picture" width="${all.width}" height="${all.height}" viewBox="${-MARGIN} ${-top} ${all.width} ${all.height}" role="img">
<title>${subject === undefined ? title : `${title}: ${subject}`}</title>
<desc>${description}</desc>
<style>.picture { font-family: Helvetica, Arial, sans-serif } ${style(PRINT)} .picture .code { font-family: Menlo, Consolas, monospace }</style>
<rect class="ground" x="${-MARGIN}" y="${-top}" width="${all.width}" height="${all.height}"/>
${lines.map(({ line, kind }, i) => html`<text class="${kind}" x="0" y="${-10 - LINE * (lines.length - 1 - i)}">${line}</text>`)}
${body}
</svg>`;
}

/** A text in lines of so many pixels; a word that is wider than a line is cut. */
const linesOf = (text: string, room: number): ReturnType<typeof fitted>[] =>
  wrapped(text.split(' '), ' ', room).map((line) => fitted(line, room));
