import { type Html, html } from './html.js';
import type { View } from './view.js';

/** What stands over numbers that no longer hold: what has changed since, and a way to compute them again; null while they hold. */
export function staleness<S>(view: View<S>, shown: S, changes: readonly string[]): Html | null {
  if (changes.length === 0) return null;
  return html`<div class="notice">
  <strong>These numbers no longer hold</strong>
  <ul>${changes.map((change) => html`<li>${change}</li>`)}</ul>
  ${view.bases(shown).length === 0 ? null : html`<button type="button" data-action="again">${view.again}</button>`}
</div>`;
}
