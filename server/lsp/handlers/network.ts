import { mapNetwork, resolveNetwork } from '../mapping/network.js';
import { notify, onRequest, signalOf } from '../requests.js';
import type { Context } from './context.js';
import { logged } from './outcome-log.js';

/** The searches for the layers of a network. */
export function serveNetwork({ connection, services, searches, store, reading }: Context): void {
  onRequest(connection, 'factorflow/mapNetwork', async (params, token) => {
    const target = await reading(() => resolveNetwork(services, params));
    if (target.kind === 'unavailable') return target;
    const outcome = await mapNetwork(
      searches,
      store,
      params,
      target,
      (at) => notify(connection, 'factorflow/networkProgress', at),
      signalOf(token),
    );
    if (outcome.kind !== 'mapped') return outcome;
    for (const layer of outcome.network.layers) {
      const what = `Mapping ${params.network.name}.${layer.name} on ${params.architecture.name}`;
      layer.outcome = logged(connection, what, layer.outcome);
    }
    return outcome;
  });
}
