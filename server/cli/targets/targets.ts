import { type Architecture, incompatibility } from '../../../language/domain/index.js';
import { namesIn } from '../lists.js';
import { Refusal } from '../refusal.js';
import { isSize, workloadOfSizes } from '../sizes.js';
import type { Finder, GivenValues, Note, Subject } from './finder.js';
import { LibraryFinder } from './library.js';

/** One architecture, and what is to be mapped on it. */
export interface Target {
  readonly architecture: Architecture;
  readonly subject: Subject;
}

/**
 * What the words of `ffarch map` mean: `ARCH WORKLOAD`, `ARCH SIZES…`, or one file with one of each. `ARCH` may be several,
 * separated by commas.
 *
 * @param note Takes what the user should know of how names were understood.
 * @param values of constants on which the workload or the network depends
 */
export async function findTargets(
  words: readonly string[],
  note: Note,
  values: GivenValues = [],
): Promise<Target[] | Refusal> {
  const [first, ...rest] = words;
  if (first === undefined)
    return new Refusal('Which workload, on which architecture? ffarch map ARCH WORKLOAD, or ffarch map --help.');
  const names = namesIn(first);
  if (names instanceof Refusal) return names;
  const second = rest.length === 1 && !isSize(rest[0]!) ? rest[0] : undefined;
  const finder = await finderFor(names, second, rest.length === 0, note, values);
  if (finder instanceof Refusal) return finder;

  if (values.length > 0 && rest.length > 0 && second === undefined)
    return new Refusal('--with gives values to constants of a network or a workload; sizes have none.');
  const targets: Target[] = [];
  for (const name of names) {
    const architecture = finder.architecture(name);
    if (architecture instanceof Refusal) return architecture;
    const subject =
      rest.length > 0 && second === undefined
        ? sized(architecture, rest)
        : finder.subject(second ?? name, second === undefined);
    if (subject instanceof Refusal) return subject;
    const workloads =
      subject.kind === 'workload' ? [subject.workload] : subject.network.layers.map(({ workload }) => workload);
    const reasons = workloads.map((workload) => incompatibility(architecture, workload));
    // Layers of a network that do not fit are left out, as long as others do.
    const [reason] = reasons.includes(null) ? [] : reasons;
    if (reason) return new Refusal(`${reason}.`);
    targets.push({ architecture, subject });
  }
  return targets;
}

async function finderFor(
  names: readonly string[],
  second: string | undefined,
  alone: boolean,
  note: Note,
  values: GivenValues,
): Promise<Finder | Refusal> {
  const library = new LibraryFinder(note);
  // The library was lowered with its own values.
  if (!alone && values.length === 0 && library.knows(names, second)) return library;
  const { DocumentFinder } = await import('./documents.js');
  return DocumentFinder.open(second === undefined ? names : [...names, second], note, values);
}

function sized(architecture: Architecture, words: readonly string[]): Subject | Refusal {
  const workload = workloadOfSizes(architecture.couplings[0]!, words);
  return workload instanceof Refusal ? workload : { kind: 'workload', workload, path: null };
}
