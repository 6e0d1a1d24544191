import { type Architecture, architectureFor, type Workload } from '../../../language/domain/index.js';
import type { ModelOptions } from '../../../language/model/index.js';
import { architectureFacts, changedFacts, type Facts, workloadFacts } from './declaration-facts.js';
import { dimensionMeaning, meaningOf } from './meaning.js';

/** Something that is not as it was when numbers were computed, so they no longer hold. */
export interface Change {
  /** When the numbers held: `before the last changes of MB6`, `before MB6 was removed`, `with other settings of the model`. */
  readonly heldOnly: string;
  /** What has changed, for people, most precise first: `MyEyeriss: GlobalBuffer: size 131,072 → 65,536`. */
  readonly details: () => string[];
}

/** A declaration as numbers were computed from it. */
export interface FormerDeclaration {
  readonly meaning: string;
  readonly facts: Facts;
}

/** An architecture as numbers were computed from it, and what it is called. */
export interface FormerArchitecture {
  readonly name: string;
  /** As the couplings of the workloads read it, by their names. */
  readonly readings: Readonly<Record<string, FormerDeclaration>>;
}

/** A pair as numbers were computed from it, and what it is called. */
export interface FormerPair {
  readonly architecture: FormerArchitecture;
  /** With what {@link dimensionMeaning} gave. */
  readonly workload: FormerDeclaration & { readonly name: string; readonly dimensions: string };
}

/** What has changed of a pair, given what its declarations are now; undefined if they are no longer there, or incomplete. */
export function pairChanges(
  { architecture, workload }: FormerPair,
  now: { readonly architecture: Architecture | undefined; readonly workload: Workload | undefined },
): Change[] {
  const changes = [
    ...architectureChanges(architecture, now.architecture, now.workload ? [now.workload] : []),
    ...workloadChanges(workload.name, workload, now.workload),
  ];
  if (changes.length > 0 || !now.architecture || !now.workload) return changes;
  // A dimension may have been renamed on one side alone.
  const isSame = dimensionMeaning(now.architecture, now.workload) === workload.dimensions;
  return isSame ? [] : [changed(workload.name, () => [`${workload.name} changed`])];
}

/**
 * What has changed for the couplings of workloads as they are now. That a workload has another coupling is a change of its own,
 * with which nothing can be compared.
 */
export function architectureChanges(
  { name, readings }: FormerArchitecture,
  now: Architecture | undefined,
  workloads: readonly Workload[],
): Change[] {
  if (!now) return [removed(name)];
  const couplings = new Map(workloads.map(({ coupling }) => [coupling.name, coupling]));
  return [...couplings].flatMap(([coupling, reader]) => {
    const then = readings[coupling];
    return then ? declarationChanges(name, then, architectureFor(now, reader), architectureFacts) : [];
  });
}

export function workloadChanges(name: string, then: FormerDeclaration, now: Workload | undefined): Change[] {
  return declarationChanges(name, then, now, workloadFacts);
}

export function optionChanges(then: ModelOptions, now: ModelOptions): Change[] {
  const details = changedFacts(optionFacts(then), optionFacts(now));
  return details.length === 0 ? [] : [{ heldOnly: 'with other settings of the model', details: () => details }];
}

/** What changed in a declaration. */
export function changed(name: string, details: Change['details']): Change {
  return { heldOnly: `before the last changes of ${name}`, details };
}

export function removed(name: string): Change {
  return { heldOnly: `before ${name} was removed`, details: () => [`${name} was removed, or is incomplete`] };
}

function declarationChanges<T extends Architecture | Workload>(
  name: string,
  then: FormerDeclaration,
  now: T | undefined,
  facts: (value: T) => Facts,
): Change[] {
  if (!now) return [removed(name)];
  if (meaningOf(now) === then.meaning) return [];
  return [
    changed(name, () => {
      const each = changedFacts(then.facts, facts(now));
      // What no fact says, such as the coupling, or a digit that is not shown.
      return each.length === 0 ? [`${name} changed`] : each.map((change) => `${name}: ${change}`);
    }),
  ];
}

/** The settings by their names in the editor. */
function optionFacts({ bias, freeDrains, timeloopBounds }: ModelOptions): Facts {
  return Object.fromEntries(
    Object.entries({ bias, freeDrains, timeloopBounds }).map(([name, on]) => [`factorflow.model.${name}`, String(on)]),
  );
}
