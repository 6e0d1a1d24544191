import type { Architecture, Workload } from '../../../language/domain/index.js';
import { resolveWorkload } from '../../../language/lower/index.js';
import type { ModelOptions } from '../../../language/model/index.js';
import type { FfarchServices } from '../../../language/module.js';
import type { Basis, BasisWorkload, Reference } from '../../protocol/index.js';
import { findNetwork } from '../references.js';
import { architectureFacts, changedFacts, workloadFacts } from './facts.js';
import { dimensionMeaning, meaningOf } from './meaning.js';
import { type Declared, Now } from './now.js';

/** What the numbers of a pair, or of the layers of a network, are computed from. */
export function basisOf(
  architecture: Declared<Architecture>,
  workloads: readonly (Declared<Workload> & { repeat?: number })[],
  options: ModelOptions,
  network?: Reference,
): Basis {
  const { reference, value } = architecture;
  return {
    architecture: { reference, meaning: meaningOf(value), facts: architectureFacts(value) },
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

/** What has changed since, for people, most precise first; empty while the numbers hold. */
export function changesSince(services: FfarchServices, basis: Basis): string[] {
  const now = new Now(() => services);
  const { reference, meaning } = basis.architecture;
  const architecture = now.findArchitecture(reference, meaning);
  const changes = changesOf(reference.name, basis.architecture, architecture, architectureFacts);
  const isSame = (workload: Declared<Workload>, { dimensions }: BasisWorkload) =>
    !architecture || dimensionMeaning(architecture.value, workload.value) === dimensions;
  if (basis.network) {
    changes.push(...networkChanges(services, basis.network, basis.workloads));
  } else {
    for (const then of basis.workloads) {
      const { name } = then.reference;
      const workload = now.findWorkload(then.reference, then.meaning);
      const own = changesOf(name, then, workload, workloadFacts);
      // A dimension that was renamed on one side alone.
      if (own.length === 0 && changes.length === 0 && workload && !isSame(workload, then)) own.push(`${name} changed`);
      changes.push(...own);
    }
  }
  const { bias, freeDrains, timeloopBounds } = services.session.ModelSettings.options;
  const { options } = basis;
  const settings = changedFacts(optionFacts(options), optionFacts({ bias, freeDrains, timeloopBounds }));
  return [...changes, ...settings];
}

/** The settings by their names in the editor. */
function optionFacts(options: ModelOptions): Record<string, string> {
  const { bias, freeDrains, timeloopBounds } = options;
  return Object.fromEntries(
    Object.entries({ bias, freeDrains, timeloopBounds }).map(([name, on]) => [`factorflow.model.${name}`, String(on)]),
  );
}

function networkChanges(services: FfarchServices, reference: Reference, then: readonly BasisWorkload[]): string[] {
  const node = findNetwork(services.shared.workspace.LangiumDocuments, reference);
  const layers = node && services.lowering.LoweringProvider.lowering.network(node).value?.layers;
  if (!layers) return [gone(reference.name)];
  if (layers.length !== then.length) return [`${reference.name}: layers ${then.length} → ${layers.length}`];
  return layers.flatMap(({ name, workload, repeat }, i) => {
    const layer = `${reference.name}.${name}`;
    const target = resolveWorkload(node.layers[i]!);
    const now = target && { reference, value: workload };
    const repeats = repeat === then[i].repeat ? [] : [`${layer}: repeat ${then[i].repeat} → ${repeat}`];
    return [...changesOf(layer, then[i], now, workloadFacts), ...repeats];
  });
}

function changesOf<T extends Architecture | Workload>(
  name: string,
  then: { meaning: string; facts: Record<string, string> },
  now: Declared<T> | undefined,
  facts: (value: T) => Readonly<Record<string, string>>,
): string[] {
  if (!now) return [gone(name)];
  if (meaningOf(now.value) === then.meaning) return [];
  const changed = changedFacts(then.facts, facts(now.value));
  // What no fact says, such as the coupling, or a digit that is not shown.
  return changed.length === 0 ? [`${name} changed`] : changed.map((change) => `${name}: ${change}`);
}

const gone = (name: string): string => `${name} was removed, or is incomplete`;
