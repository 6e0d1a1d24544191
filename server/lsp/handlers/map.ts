import { candidates } from '../mapping/candidates.js';
import { mapPair, progressOf } from '../mapping/map.js';
import { resolvePair } from '../mapping/pair.js';
import { notify, onRequest, signalOf } from '../requests.js';
import type { Context } from './context.js';
import { logged } from './outcome-log.js';

/** What can be mapped, and the search for one workload. */
export function serveMap({ connection, services, searches, store, reading }: Context): void {
  onRequest(connection, 'factorflow/candidates', (params) => reading(() => candidates(services, params)));
  onRequest(connection, 'factorflow/map', async (params, token) => {
    const pair = await reading(() => resolvePair(services, params));
    if (pair.kind === 'unavailable') return pair;
    const what = `Mapping ${params.workload.name} on ${params.architecture.name}`;
    connection.console.debug(`${what}: ${JSON.stringify({ ...params.options, ...params.search })}`);
    const outcome = await mapPair(
      searches,
      store,
      params,
      pair,
      (at) =>
        notify(connection, 'factorflow/mapProgress', { job: params.job, ...progressOf(params.search.objective, at) }),
      signalOf(token),
    );
    return logged(connection, what, outcome);
  });
}
