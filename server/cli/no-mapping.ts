import type { Infeasible, Offer, SearchOptions } from '../mapper/request.js';

/**
 * Why no legal mapping exists, and what would make one possible.
 *
 * @param search that found none, where the command has options that search for more, which are then named
 */
export function noMapping({ message, remedies }: Infeasible, search: SearchOptions | null): string {
  const each = remedies.map(({ text, offers }) => {
    const options = search ? offers.flatMap((offer) => option(offer, search)) : [];
    return [text, ...options.map((option) => `Add ${option} for that.`)].join(' ');
  });
  return ['no legal mapping exists.', message, ...each].join(' ');
}

/** What to add to the command for it to search for more. */
function option({ kind }: Offer, { strategy }: SearchOptions): string[] {
  if (kind === 'pad') return ['--pad'];
  if (kind === 'ragged') return [strategy === 'optimal' ? '--ragged' : '--strategy optimal --ragged'];
  return [];
}
