import { changeText, turnOf } from '../../../language/report/index.js';
import { type Html, html } from '../html.js';
import type { Compared } from '../protocol.js';

interface Compare {
  readonly better?: 'lower' | 'higher';
  readonly text?: (before: number, now: number) => string;
}

/** What has become of a number: better or worse, which the sign says, too. Nothing where there was none. */
export function change(
  before: number | null | undefined,
  now: number,
  { better = 'lower', text = changeText }: Compare = {},
): Html | null {
  if (before === null || before === undefined) return null;
  return html`<span class="change ${turnOf(better, before, now)}">${text(before, now)}</span>`;
}

/** What the other result is called beside this one. */
export const LABELS: Readonly<Record<Compared['as'], string>> = {
  before: 'before',
  pinned: 'pinned',
  chosen: 'compared',
};

/** The other result where all of it is compared; of the one before only the totals are. */
export const besideOf = (compared: Compared | undefined): Compared | undefined =>
  compared?.as === 'before' ? undefined : compared;
