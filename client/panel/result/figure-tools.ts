import { PICTURES, type Picture } from '../../../language/report/index.js';
import { type Html, html } from '../html.js';

/** Saves a figure as SVG or PNG; `data-index` counts it among all. */
export const saveFigure = (picture: Picture): Html =>
  html`<button key="${picture}" type="button" class="secondary tool" data-action="save-figure" data-index="${PICTURES.indexOf(picture)}" aria-label="Save figure of ${picture}" title="Save this figure as SVG or PNG">Save figure</button>`;
