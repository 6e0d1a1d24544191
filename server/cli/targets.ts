import { existsSync } from 'node:fs';
import type { LangiumDocument } from 'langium';
import * as ast from '../../language/generated/ast.js';
import { didYouMean, nearest } from '../../language/lower/nearest.js';
import { type Architecture, incompatibility, type Network, type Workload } from '../../language/lowered/index.js';
import { architecturesOf, declarationsOf, pathOf, type WorkloadNode } from '../lsp/declarations.js';
import { isFile, nearestFile } from './files.js';
import { Refusal } from './refusal.js';
import { isSize, workloadOfSizes } from './sizes.js';
import type { Workspace } from './workspace.js';

/** A workload with the way in which documents refer to it; null for sizes given on the command line. */
export interface Single {
  readonly workload: Workload;
  readonly path: readonly string[] | null;
}

/** What is to be mapped on one architecture. */
export type Subject =
  | ({ readonly kind: 'workload' } & Single)
  | { readonly kind: 'network'; readonly network: Network };

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
 */
export async function findTargets(
  words: readonly string[],
  workspace: Workspace,
  note: (message: string) => void,
): Promise<Target[] | Refusal> {
  const finder = new Finder(workspace, note);
  const [first, ...rest] = words;
  if (first === undefined) return new Refusal('What on what? ffarch map ARCH WORKLOAD, or ffarch map --help.');
  const names = existsSync(first) ? [first] : first.split(',').filter((name) => name !== '');
  const second = rest.length === 1 && !isSize(rest[0]) ? rest[0] : undefined;
  const files = [...names, ...(second === undefined ? [] : [second])];
  const opened = await finder.open(files);
  if (opened) return opened;

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
    for (const workload of workloads) {
      const reason = incompatibility(architecture, workload);
      if (reason !== null) return new Refusal(`${reason}.`);
    }
    targets.push({ architecture, subject });
  }
  return targets;
}

function sized(architecture: Architecture, words: readonly string[]): Subject | Refusal {
  const workload = workloadOfSizes(architecture.couplings[0], words);
  return workload instanceof Refusal ? workload : { kind: 'workload', workload, path: null };
}

/** Looks names up in the files of the command line and in the library. */
class Finder {
  private readonly documents = new Map<string, LangiumDocument>();

  constructor(
    private readonly workspace: Workspace,
    private readonly note: (message: string) => void,
  ) {}

  /** Reads the files that words name. */
  async open(words: readonly string[]): Promise<Refusal | undefined> {
    for (const word of words) {
      const { file } = parts(word);
      if (file === undefined || this.documents.has(file)) continue;
      const document = await this.workspace.load(file);
      if (document instanceof Refusal) return document;
      this.documents.set(file, document);
    }
    return undefined;
  }

  architecture(word: string): Architecture | Refusal {
    const { file, name } = parts(word);
    const node = name === undefined ? this.only(file!, 'architecture', architecturesOf) : this.named(name, file);
    if (node instanceof Refusal) return node;
    return this.workspace.architecture(node);
  }

  /** @param alone whether the word has named the architecture, too */
  subject(word: string, alone: boolean): Subject | Refusal {
    const { file, name } = parts(word);
    if (alone && file === undefined) {
      return new Refusal(
        `Which workload is to be mapped on ${word}? ffarch map ${word} WORKLOAD; ffarch list shows those of the library.`,
      );
    }
    const node =
      name === undefined || alone ? this.only(file!, 'workload or network', subjectsOf) : this.subjectNamed(name, file);
    if (node instanceof Refusal) return node;
    if (ast.isNetwork(node)) {
      const network = this.workspace.network(node);
      return network instanceof Refusal ? network : { kind: 'network', network };
    }
    const workload = this.workspace.workload(node);
    return workload instanceof Refusal ? workload : { kind: 'workload', workload, path: pathOf(node) };
  }

  /** Where names are looked up that no file is given for: in the first file of the command line, then the library. */
  private scope(file: string | undefined): LangiumDocument | undefined {
    return file === undefined ? [...this.documents.values()][0] : this.documents.get(file);
  }

  private named(name: string, file: string | undefined): ast.Architecture | Refusal {
    const { node, message } = this.workspace.lookup.architecture(name, this.scope(file));
    return node ?? new Refusal(message.includes('Did you mean') ? message : `${message}${nearestFile(name)}`);
  }

  private subjectNamed(name: string, file: string | undefined): WorkloadNode | ast.Network | Refusal {
    const { lookup } = this.workspace;
    const scope = this.scope(file);
    // Of layers with one name in several networks the first is meant, as for declarations everywhere in the language.
    const [first, ...others] = lookup.visible(ast.Mappable.$type, scope).getElements(name).toArray();
    if (first && others.length > 0 && ast.isInlineLayer(first.node)) {
      const also = others.flatMap(({ node }) => (ast.isInlineLayer(node) ? [pathOf(node).join('.')] : []));
      this.note(`${name} is ${pathOf(first.node).join('.')}; there is also ${also.join(', ')}.`);
      return first.node;
    }
    const workload = lookup.workload(name, scope);
    if (workload.node) return workload.node;
    const network = lookup.network(name, scope);
    if (network.node) return network.node;
    if (name.includes('.')) return new Refusal(workload.message);
    const known = [ast.Mappable.$type, ast.Network.$type].flatMap((type) =>
      lookup
        .visible(type, scope)
        .getAllElements()
        .map((element) => element.name)
        .toArray(),
    );
    const hint =
      nearest(name, known) === undefined ? ' ffarch list shows those of the library.' : didYouMean(name, known);
    return new Refusal(`There is no workload or network \`${name}\`.${hint}`);
  }

  private only<N extends ast.Architecture | WorkloadNode | ast.Network>(
    file: string,
    kind: string,
    list: (document: LangiumDocument) => N[],
  ): N | Refusal {
    const found = list(this.documents.get(file)!);
    if (found.length === 1) return found[0];
    if (found.length === 0) return new Refusal(`${file} declares no ${kind}.`);
    const names = found.map(({ name }) => name);
    return new Refusal(`${file} declares ${names.join(', ')}. Name the ${kind} that is meant: ${file}#${names[0]}.`);
  }
}

/** A word's file and the name in it: `FILE`, `FILE#NAME` or `NAME`. Names may be quoted as in documents. */
function parts(word: string): { file?: string; name?: string } {
  const hash = word.indexOf('#');
  if (hash > 0 && isFile(word.slice(0, hash)))
    return { file: word.slice(0, hash), name: unquoted(word.slice(hash + 1)) };
  return isFile(word) ? { file: word } : { name: unquoted(word) };
}

const unquoted = (name: string): string => name.replaceAll('"', '');

/** The workloads that a document declares itself; the networks, if there are none. */
function subjectsOf(document: LangiumDocument): (ast.Workload | ast.Network)[] {
  const named = declarationsOf(document).filter(({ name }) => Boolean(name));
  const workloads = named.filter(ast.isWorkload);
  return workloads.length > 0 ? workloads : named.filter(ast.isNetwork);
}
