import { plural } from '../../../language/figures.js';
import type { MappedNetwork, Reference } from '../../../server/protocol/index.js';
import { networkFigure } from '../figures/network.js';
import { isReport } from '../kept.js';
import type { Shown } from '../protocol.js';
import type { View } from '../view.js';
import { networkReport, networkTitle, reportOf } from './outcome.js';
import { networkPage } from './page.js';

/** What came of a network's layers. */
export interface NetworkShown {
  network: MappedNetwork;
  /** The document from which it was asked for, where mappings are inserted. */
  uri: string;
  architecture: Reference;
}

export const NETWORK: View<NetworkShown> = {
  type: 'factorflow.network',
  title: ({ network: { name, architecture } }) => networkTitle(name, architecture),
  summary: (shown) => `Shows ${NETWORK.title(shown)}, ${plural(shown.network.layers.length, 'layer')}`,
  is: isNetworkShown,
  bases: ({ network: { basis } }) => [basis],
  again: 'Map again',
  page: ({ network }, width, choices) => networkPage(network, width, choices),
  figure: ({ network }) => networkFigure(networkReport(network), SAVED),
};

/** The width of a figure that is saved, in pixels. */
const SAVED = 640;

/** The result of a layer by itself; undefined if it has none. */
export function layerShown({ network, uri, architecture }: NetworkShown, index: number): Shown | undefined {
  const layer = network.layers[index];
  const report = layer && reportOf(layer.outcome);
  if (!report) return undefined;
  const { workloads, architecture: on, options } = network.basis;
  const basis = { architecture: on, workloads: workloads.slice(index, index + 1), options };
  const stopped = layer.outcome.kind === 'mapped' ? layer.outcome.stopped : undefined;
  return { report, stopped, basis, uri, architecture, workload: layer.workload };
}

/** The mappings that its layers have. */
export const mappingsOf = (shown: NetworkShown): Shown[] =>
  shown.network.layers.flatMap((_, index) => layerShown(shown, index) ?? []);

function isNetworkShown(state: unknown): state is NetworkShown {
  const shown = state as Partial<NetworkShown> | null | undefined;
  return (
    typeof shown === 'object' &&
    shown !== null &&
    typeof shown.uri === 'string' &&
    typeof shown.architecture?.name === 'string' &&
    typeof shown.network?.name === 'string' &&
    typeof shown.network.basis === 'object' &&
    Array.isArray(shown.network.leftOut) &&
    Array.isArray(shown.network.layers) &&
    shown.network.layers.every(({ workload, outcome }) => {
      const report = outcome && reportOf(outcome);
      return typeof workload?.name === 'string' && outcome !== undefined && (!report || isReport(report));
    })
  );
}
