import { type Html, html } from './html.js';

/**
 * Buttons that copy what the page shows, and write it to a file of its own.
 *
 * @param forms in which it is copied
 */
export const takeAlong = (forms: string): Html =>
  html`<button key="copy" type="button" class="secondary" data-action="copy" title="As ${forms}">Copy as…</button><button key="save-report" type="button" class="secondary" data-action="save-report" title="Save this page as one HTML file">Save report</button>`;
