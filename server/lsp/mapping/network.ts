import { messageOf } from '../../../language/diagnostics/index.js';
import type { Architecture, Network } from '../../../language/domain/index.js';
import type * as ast from '../../../language/generated/ast.js';
import { misfit } from '../../../language/model/index.js';
import type { FfarchServices } from '../../../language/module.js';
import { type LayerReport, leftOutLayer, searchLayers, totalsOf } from '../../mapper/network.js';
import { mappingOfReport } from '../../mapper/reported.js';
import type {
  LayerOutcome,
  LayerProgress,
  MapNetworkOutcome,
  MapNetworkParams,
  MappedLayer,
  NetworkProgress,
  Reference,
} from '../../protocol/index.js';
import { findArchitecture, findNetwork, referenceToLayer } from '../references.js';
import { basisOf } from '../results/basis.js';
import type { ResultStore } from '../results/store.js';
import { explain, progressOf } from './map.js';
import { gone, unavailable, unsound } from './pair.js';
import type { Searches, SearchOutcome } from './searches.js';

/** A network and an architecture that accepts layers of it. */
export interface NetworkTarget {
  kind: 'network';
  architecture: Architecture;
  network: Network;
  /** The architecture's declaration. */
  node: ast.Architecture;
  /** The workload that each layer names, or is. */
  workloads: readonly Reference[];
}

/** The architecture and the network that references mean now, or why they cannot be used together. */
export function resolveNetwork(
  services: FfarchServices,
  references: { architecture: Reference; network: Reference },
): NetworkTarget | { kind: 'unavailable'; message: string } {
  const documents = services.shared.workspace.LangiumDocuments;
  const { lowering } = services.lowering.LoweringProvider;
  const architectureNode = findArchitecture(documents, references.architecture);
  const networkNode = findNetwork(documents, references.network);
  if (!architectureNode) return unavailable(gone(references.architecture));
  if (!networkNode) return unavailable(gone(references.network));
  const architecture = lowering.architecture(architectureNode);
  const network = lowering.network(networkNode);
  if (!architecture.sound || !architecture.value) return unavailable(unsound(references.architecture, architecture));
  if (!network.sound || !network.value) return unavailable(unsound(references.network, network));
  if (network.value.layers.length === 0) return unavailable(`${network.value.name} has no layers.`);
  const flaws = network.value.layers.map(({ workload }) => misfit(architecture.value!, workload));
  const [flaw] = flaws.includes(null) ? [] : flaws;
  if (flaw) return unavailable(messageOf(flaw.code, flaw.params));
  const workloads = network.value.layers.map((layer) => referenceToLayer(networkNode, layer, lowering));
  const node = architectureNode;
  return { kind: 'network', architecture: architecture.value, network: network.value, node, workloads };
}

/** Searches for the best mapping of each layer; how many searches run at the same time is the mapper's affair. */
export async function mapNetwork(
  searches: Searches,
  results: ResultStore,
  params: MapNetworkParams,
  { architecture, network: { name, layers }, node, workloads }: NetworkTarget,
  progress: (progress: NetworkProgress) => void,
  cancelled: AbortSignal,
): Promise<MapNetworkOutcome> {
  const { job, options, search } = params;
  const running = new Map<number, LayerProgress>();
  let done = 0;
  const tell = () => {
    const inOrder = [...running].sort(([a], [b]) => a - b).map(([, layer]) => layer);
    progress({ job, layers: layers.length, done, running: inOrder });
  };
  const outcomes = await Promise.all(
    searchLayers(layers, async ({ name: layer, workload }, i) => {
      const start = params.starts?.[i] ?? undefined;
      const flaw = misfit(architecture, workload);
      if (flaw) return { kind: 'unfit' as const, message: messageOf(flaw.code, flaw.params) };
      const key = JSON.stringify([params.architecture, params.network, i]);
      const result = await searches.run(
        key,
        { architecture, workload, options, search, start: start && mappingOfReport(start, workload) },
        (at) => {
          running.set(i, { layer, ...progressOf(search.objective, at) });
          tell();
        },
        cancelled,
      );
      running.delete(i);
      if (result.kind === 'mapped') {
        const names = { uri: params.uri, architecture: params.architecture, workload: workloads[i]! };
        results.add({ architecture, workload, options, names }, { ...result, finished: Date.now() });
      }
      return result;
    }).map(async (search) => {
      const result = await search;
      done++;
      tell();
      return result;
    }),
  );
  if (outcomes.some(({ kind }) => kind === 'superseded')) return { kind: 'superseded' };
  const mapped = layers.map(({ name, repeat }, i): MappedLayer => {
    const outcome = layerOutcome(outcomes[i] as Settled, name, architecture, node);
    return { name, workload: workloads[i]!, repeat, outcome };
  });
  const reports = mapped.flatMap(({ repeat, outcome }): LayerReport[] =>
    'report' in outcome && outcome.report ? [{ ...outcome.report, repeat }] : [],
  );
  const leftOut = mapped.flatMap(({ outcome }, i) =>
    outcome.kind === 'infeasible' || outcome.kind === 'unfit' ? [leftOutLayer(layers[i]!, outcome.message)] : [],
  );
  const isWhole = reports.length > 0 && reports.length + leftOut.length === layers.length;
  const totals = isWhole ? totalsOf(reports) : null;
  const basis = basisOf(
    { reference: params.architecture, value: architecture },
    layers.map(({ workload, repeat }, i) => ({ reference: workloads[i]!, value: workload, repeat })),
    options,
    params.network,
  );
  return { kind: 'mapped', network: { name, architecture: architecture.name, layers: mapped, leftOut, totals, basis } };
}

/** What came of a layer, which was not searched for where the architecture does not accept it. */
type Settled = Exclude<SearchOutcome, { kind: 'superseded' }> | Extract<LayerOutcome, { kind: 'unfit' }>;

/** An equal layer has the name of the one that was searched for. */
function layerOutcome(
  result: Settled,
  workload: string,
  architecture: Architecture,
  node: ast.Architecture,
): LayerOutcome {
  switch (result.kind) {
    case 'infeasible':
      return explain(result.reason, architecture, node);
    case 'mapped':
      return { ...result, report: { ...result.report, workload } };
    case 'failed':
      return { ...result, report: result.report && { ...result.report, workload } };
    case 'unfit':
    case 'cancelled':
      return result;
  }
}
