import type { Architecture } from '../../../language/domain/index.js';
import { standardLibrary } from '../../../language/library/standard.js';
import { isFile } from '../files.js';
import { ambiguous, type Finder, type Note, type Single, type Subject } from './finder.js';
import { parts } from './word.js';

/**
 * Looks names up in the library as it was lowered when this was built: most command lines name nothing else, and starting
 * the language takes several times as long as all the rest of a small search.
 */
export class LibraryFinder implements Finder {
  constructor(private readonly note: Note) {}

  /** Whether words name architectures of the library and a subject of it. All others need the language, which has the hints. */
  knows(architectures: readonly string[], subject: string | undefined): boolean {
    const words = subject === undefined ? architectures : [...architectures, subject];
    return (
      !words.some((word) => isFile(word) || parts(word).file !== undefined) &&
      architectures.every((word) => architectureNamed(word) !== undefined) &&
      (subject === undefined || singlesNamed(subject).length > 0 || networkNamed(subject) !== undefined)
    );
  }

  architecture(word: string): Architecture {
    return architectureNamed(word)!;
  }

  subject(word: string): Subject {
    const [first, ...others] = singlesNamed(word);
    if (first === undefined) return { kind: 'network', network: networkNamed(word)! };
    if (others.length > 0)
      this.note(
        ambiguous(
          nameIn(word),
          first.path,
          others.map(({ path }) => path),
        ),
      );
    return { kind: 'workload', ...first };
  }
}

const nameIn = (word: string): string => parts(word).name!;

const architectureNamed = (word: string): Architecture | undefined =>
  standardLibrary().architectures.find(({ name }) => name === nameIn(word));

const networkNamed = (word: string) => standardLibrary().networks.find(({ name }) => name === nameIn(word));

/**
 * The workloads and layers of this name; a layer also goes by its network's name and its own. In a network that is another one with
 * other values, it goes only by both.
 */
function singlesNamed(word: string): (Single & { readonly path: readonly string[] })[] {
  const { workloads, networks } = standardLibrary();
  const all = [
    ...workloads.map((workload) => ({ workload, path: [workload.name], alone: true })),
    ...networks.flatMap(({ name, layers, base }) =>
      layers.map((layer) => ({ workload: layer.workload, path: [name, layer.name], alone: base === undefined })),
    ),
  ];
  const name = nameIn(word);
  return all
    .filter(({ path, alone }) => (alone && path.at(-1) === name) || path.join('.') === name)
    .map(({ workload, path }) => ({ workload, path }));
}
