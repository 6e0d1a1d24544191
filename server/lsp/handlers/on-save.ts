import { SavedSearches } from '../on-save/map-saved.js';
import { savedPairs } from '../on-save/pairs.js';
import { notify, onRequest, signalOf } from '../requests.js';
import type { Context } from './context.js';

/** Mapping after a document was saved. */
export function serveOnSave({ connection, services, searches, store, past, restored, reading }: Context): void {
  const saved = new SavedSearches(searches, store);
  onRequest(connection, 'factorflow/mapSaved', async ({ job, uri, pairs, options, search }, token) => {
    await restored;
    const outcome = await saved.run(
      uri,
      () => reading(() => savedPairs(services, past, uri, pairs)),
      options,
      search,
      (at) => notify(connection, 'factorflow/savedProgress', { job, ...at }),
      signalOf(token),
    );
    const { mapped, known, without } = outcome;
    connection.console.info(`Mapping after saving ${uri}: ${mapped} pairs, ${known} known before, ${without} without.`);
    return outcome;
  });
}
