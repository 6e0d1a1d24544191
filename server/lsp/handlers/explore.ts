import { explorePair } from '../mapping/explore.js';
import { resolvePair } from '../mapping/pair.js';
import { notify, onRequest, signalOf } from '../requests.js';
import type { Context } from './context.js';
import { logged } from './outcome-log.js';

/** The exploration of a pair's mappings. */
export function serveExplore({ connection, services, searches, explore, reading }: Context): void {
  onRequest(connection, 'factorflow/explore', async (params, token) => {
    const pair = await reading(() => resolvePair(services, params));
    if (pair.kind === 'unavailable') return pair;
    const outcome = await searches.ahead(() =>
      explorePair(
        explore,
        params,
        pair,
        (at) => notify(connection, 'factorflow/exploreProgress', { job: params.job, ...at }),
        signalOf(token),
      ),
    );
    return logged(connection, `Exploring ${params.workload.name}`, outcome);
  });
}
