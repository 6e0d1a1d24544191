import { declaredPoints, evaluatePoint, explorePair } from '../mapping/explore.js';
import { resolvePair } from '../mapping/pair.js';
import { notify, onRequest, signalOf } from '../requests.js';
import type { Context } from './context.js';
import { logged } from './outcome-log.js';

/** The exploration of a pair's mappings, and what one of its points is. */
export function serveExplore({ connection, services, searches, explore, reading }: Context): void {
  onRequest(connection, 'factorflow/explore', async (params, token) => {
    const pair = await reading(() => resolvePair(services, params));
    if (pair.kind === 'unavailable') return pair;
    const declared = await reading(() => declaredPoints(services, params));
    const outcome = await searches.ahead(() =>
      explorePair(
        explore,
        params,
        pair,
        declared,
        (at) => notify(connection, 'factorflow/exploreProgress', { job: params.job, ...at }),
        signalOf(token),
      ),
    );
    return logged(connection, `Exploring ${params.workload.name}`, outcome);
  });
  onRequest(connection, 'factorflow/evaluatePoint', (params) => reading(() => evaluatePoint(services, params)));
}
