import type { Compared, Shown } from '../panel/protocol.js';

type Report = Compared['report'];

/**
 * A result as it is shown in the place of another: beside the one that is pinned, else with what has become of its totals since
 * the one before of the same pair.
 *
 * @param current what is shown now
 * @param before of the same pair
 */
export function beside(next: Shown, current: Shown | undefined, before: Report | undefined): Shown {
  const pinned = pinnedOf(current);
  if (pinned)
    return same(pinned, next.report)
      ? { ...next, pinned: true }
      : { ...next, compared: { as: 'pinned', report: pinned } };
  return before && !same(before, next.report) ? { ...next, compared: { as: 'before', report: before } } : next;
}

/** A declaration that was evaluated again after an edit: it stays beside what it was compared with, else beside itself before. */
export function afterEdit(next: Shown, shown: Shown): Shown {
  const { compared, report } = shown;
  if (compared?.as === 'chosen') return { ...next, compared };
  return beside(next, shown, compared?.as === 'before' ? compared.report : report);
}

/** A result by itself. */
export function alone({ compared: _, pinned: __, ...own }: Shown): Shown {
  return own;
}

const pinnedOf = (shown: Shown | undefined): Report | undefined =>
  shown?.pinned ? shown.report : shown?.compared?.as === 'pinned' ? shown.compared.report : undefined;

/** Whether two reports say the same, however long it took to find them. */
export function same(one: Report, other: Report): boolean {
  const said = (report: Report) => JSON.stringify({ ...report, search: undefined });
  return said(one) === said(other);
}
