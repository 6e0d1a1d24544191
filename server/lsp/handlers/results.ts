import { onRequest } from '../requests.js';
import { changesSince } from '../results/basis.js';
import { keep } from '../results/kept-results.js';
import type { Context } from './context.js';

/** What was mapped, and whether it still holds. */
export function serveResults({ connection, services, store, past, restored, reading }: Context): void {
  onRequest(connection, 'factorflow/judge', ({ basis }) => reading(() => changesSince(services, basis)));
  onRequest(connection, 'factorflow/result', ({ id }) => reading(() => past.result(id)));
  onRequest(connection, 'factorflow/removeResults', async ({ ids }) => {
    await restored;
    store.remove(ids);
    return null;
  });
  onRequest(connection, 'factorflow/keptResults', async () => {
    await restored;
    return keep(store);
  });
}
