import { number } from '../../../language/figures.js';
import type { Report } from '../report.js';
import { unknownKey } from '../unknown-key.js';
import { plainKey } from './node.js';
import type { UnreadEntry, YamlView } from './view.js';

/** How often the same key is said; beyond that, how often it is there is said at the first. */
const MOST_TIMES = 3;

/**
 * Says which entries no reader asked for, and which numbers and names are given again, so the last one counts.
 *
 * @param harmless keys that change no number here, in any map, with `_` for dashes
 */
export function reportUnread(view: YamlView, harmless: ReadonlySet<string>, report: Report): void {
  const unread = view.unread.filter(({ key, known }) => !(known && harmless.has(plainKey(key))));
  const byKey = new Map<string, UnreadEntry[]>();
  for (const entry of unread) {
    const kind = JSON.stringify([entry.key, entry.known !== undefined]);
    const same = byKey.get(kind);
    if (same) same.push(entry);
    else byKey.set(kind, [entry]);
  }
  for (const same of byKey.values())
    for (const { key, place, known } of same.length > MOST_TIMES ? same.slice(0, 1) : same) {
      const many = same.length > MOST_TIMES;
      const times = many ? `, ${number(same.length)} times` : '';
      const effect = known ? unknownKey(key, known, times) : `the same key follows${times}, and the last one counts`;
      report.add('ffarch/import-lost', { construct: key, effect }, place);
    }
}
