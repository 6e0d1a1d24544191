import { type Html, html } from './html.js';

/** Writes what the page shows to a file of its own. */
export const saveReportButton = (): Html =>
  html`<button key="save-report" type="button" class="secondary" data-action="save-report" title="Save this page as one HTML file">Save report</button>`;
