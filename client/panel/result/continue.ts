import type { StopReason } from '../../../server/protocol/index.js';
import { type Html, html } from '../html.js';

/** Whether a search that was stopped would have gone on: it is neither done nor good enough. */
export function isEarly(stopped: StopReason | undefined): boolean {
  return stopped === 'cancelled' || stopped === 'time';
}

/** Goes on with a search that was stopped, from what it has found: `this mapping`. */
export function continueButton(found: string): Html {
  const what = `Searches without a time limit for something better than ${found}`;
  return html`
  <button key="continue" type="button" class="secondary" data-action="continue" title="${what}. What was ruled out before is ruled out again, but faster.">Continue</button>`;
}
