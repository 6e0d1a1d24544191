import type { SearchOptions, SearchReport } from '../../server/protocol/index.js';

/** What a search that goes on takes over from the one that has stopped, without its time limit. */
export const toContinue = (search: SearchReport | null | undefined, padded: boolean): Partial<SearchOptions> => ({
  ...(search && { objective: search.objective, strategy: search.strategy, ragged: search.ragged }),
  ...(padded && { pad: true }),
  timeLimit: null,
});
