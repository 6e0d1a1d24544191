import { type Architecture, architectureFor, type Layer, type Workload } from '../../../language/domain/index.js';
import type { ModelOptions } from '../../../language/model/index.js';
import type { FfarchServices } from '../../../language/module.js';
import type { Basis, BasisWorkload, Reference } from '../../protocol/index.js';
import { findNetwork } from '../references.js';
import { type CurrentDeclaration, CurrentDeclarations } from './current-declarations.js';
import { architectureFacts, workloadFacts } from './declaration-facts.js';
import { dimensionMeaning, meaningOf } from './meaning.js';
import {
  architectureChanges,
  type Change,
  changed,
  optionChanges,
  pairChanges,
  removed,
  workloadChanges,
} from './staleness.js';

/** What the numbers of a pair, or of the layers of a network, are computed from. */
export function basisOf(
  architecture: CurrentDeclaration<Architecture>,
  workloads: readonly (CurrentDeclaration<Workload> & { repeat?: number })[],
  options: ModelOptions,
  network?: Reference,
): Basis {
  const { reference, value } = architecture;
  return {
    architecture: { reference, meaning: meaningOf(value), readings: readings(value, workloads) },
    workloads: workloads.map(({ reference, value: workload, repeat = 1 }) => ({
      reference,
      meaning: meaningOf(workload),
      facts: workloadFacts(workload),
      dimensions: dimensionMeaning(value, workload),
      repeat,
    })),
    options,
    ...(network ? { network } : {}),
  };
}

/** What an architecture says to workloads, by their couplings. */
function readings(
  architecture: Architecture,
  workloads: readonly CurrentDeclaration<Workload>[],
): Basis['architecture']['readings'] {
  const couplings = new Map(workloads.map(({ value: { coupling } }) => [coupling.name, coupling]));
  return Object.fromEntries(
    [...couplings].map(([name, coupling]) => {
      const view = architectureFor(architecture, coupling);
      return [name, { meaning: meaningOf(view), facts: architectureFacts(view) }];
    }),
  );
}

/** What has changed since, for people, most precise first; empty while the numbers hold. */
export function changesSince(services: FfarchServices, basis: Basis): string[] {
  const now = new CurrentDeclarations(() => services);
  const { architecture: then, workloads, network, options } = basis;
  const { name } = then.reference;
  const architecture = now.findArchitecture(then.reference, then.meaning)?.value;
  const layers = network && layersOf(services, network);
  const declarations = network
    ? [
        ...architectureChanges({ name, ...then }, architecture, layers?.map(({ workload }) => workload) ?? []),
        ...networkChanges(network, layers, workloads),
      ]
    : workloads.flatMap((workload) =>
        pairChanges(
          { architecture: { name, ...then }, workload: { name: workload.reference.name, ...workload } },
          { architecture, workload: now.findWorkload(workload.reference, workload.meaning)?.value },
        ),
      );
  const details = [...declarations, ...optionChanges(options, services.session.ModelSettings.options)].flatMap(
    ({ details }) => details(),
  );
  // What changes for several couplings is one change.
  return [...new Set(details)];
}

function layersOf(services: FfarchServices, reference: Reference): readonly Layer[] | undefined {
  const node = findNetwork(services.shared.workspace.LangiumDocuments, reference);
  return node && services.lowering.LoweringProvider.lowering.network(node).value?.layers;
}

function networkChanges(
  { name: network }: Reference,
  layers: readonly Layer[] | undefined,
  then: readonly BasisWorkload[],
): Change[] {
  if (!layers) return [removed(network)];
  if (layers.length !== then.length)
    return [changed(network, () => [`${network}: layers ${then.length} → ${layers.length}`])];
  return layers.flatMap(({ name, workload, repeat }, i) => {
    const layer = `${network}.${name}`;
    const changes = workloadChanges(layer, then[i]!, workload);
    const before = then[i]!.repeat;
    return repeat === before ? changes : [...changes, changed(layer, () => [`${layer}: repeat ${before} → ${repeat}`])];
  });
}
