import { breakable } from '../breakable.js';
import { type Html, html } from '../html.js';

/** The name of a level, which leads to its line; what it is within has it as `data-level`. */
export const levelName = (name: string): Html =>
  html`<button type="button" class="link" title="Go to the line of ${name}">${breakable(name)}</button>`;
