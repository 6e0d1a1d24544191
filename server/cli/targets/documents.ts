import type { LangiumDocument } from 'langium';
import type { Architecture } from '../../../language/domain/index.js';
import * as ast from '../../../language/generated/ast.js';
import { nearest } from '../../../language/nearest.js';
import {
  architecturesOf,
  declarationsOf,
  pathOf,
  type WorkloadNode,
} from '../../../language/references/declarations.js';
import { didYouMean } from '../../../language/wording.js';
import { orFile } from '../files.js';
import { Refusal } from '../refusal.js';
import { missing, Workspace } from '../workspace.js';
import { ambiguous, type Finder, type GivenValues, type Note, type Subject } from './finder.js';
import { parts } from './word.js';

/** Looks names up in the files of the command line and in the library, as documents do. */
export class DocumentFinder implements Finder {
  private readonly documents = new Map<string, LangiumDocument>();

  private constructor(
    private readonly workspace: Workspace,
    private readonly note: Note,
    private readonly values: GivenValues,
  ) {}

  /** Starts the language and reads the files that words name. */
  static async open(words: readonly string[], note: Note, values: GivenValues = []): Promise<DocumentFinder | Refusal> {
    const finder = new DocumentFinder(await Workspace.open(), note, values);
    return (await finder.read(words)) ?? finder;
  }

  private async read(words: readonly string[]): Promise<Refusal | undefined> {
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
    const named = name !== undefined && !alone;
    const layer = named ? this.layerNamed(name, file) : undefined;
    if (layer) return layer;
    const node = named ? this.subjectNamed(name, file) : this.only(file!, 'workload or network', subjectsOf);
    if (node instanceof Refusal) return node;
    const lowering = this.workspace.loweringWith(node, this.values);
    if (lowering instanceof Refusal) return lowering;
    if (ast.isNetwork(node)) {
      const network = this.workspace.network(node, lowering);
      return network instanceof Refusal ? network : { kind: 'network', network };
    }
    const workload = this.workspace.workload(node, lowering);
    return workload instanceof Refusal
      ? workload
      : { kind: 'workload', workload, path: this.values.length > 0 ? null : pathOf(node) };
  }

  /** `Mine.KQV` or `Mine.BertLarge.KQV`: a layer as its network has it, with values of that and through networks in it. */
  private layerNamed(name: string, file: string | undefined): Subject | Refusal | undefined {
    const { lookup } = this.workspace;
    for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      const { node } = lookup.network(name.slice(0, dot), this.scope(file));
      if (!node) continue;
      const lowering = this.workspace.loweringWith(node, this.values);
      if (lowering instanceof Refusal) return lowering;
      const layers = lowering.network(node).value?.layers ?? [];
      const layer = layers.find((one) => one.name === name.slice(dot + 1));
      if (!layer) continue;
      const network = this.workspace.network(node, lowering);
      if (network instanceof Refusal) return network;
      return {
        kind: 'workload',
        workload: layer.workload,
        path: layer.name.includes('.') || this.values.length > 0 ? null : [node.name, layer.name],
      };
    }
    return undefined;
  }

  /** Where names are looked up that no file is given for: in the first file of the command line, then the library. */
  private scope(file: string | undefined): LangiumDocument | undefined {
    return file === undefined ? [...this.documents.values()][0] : this.documents.get(file);
  }

  private file(file: string | undefined): LangiumDocument | undefined {
    return file === undefined ? undefined : this.documents.get(file);
  }

  private named(name: string, file: string | undefined): ast.Architecture | Refusal {
    const { node, message } = this.workspace.lookup.architecture(name, this.scope(file));
    return node ?? missing(this.file(file), orFile(message, name));
  }

  private subjectNamed(name: string, file: string | undefined): WorkloadNode | ast.Network | Refusal {
    const { lookup } = this.workspace;
    const scope = this.scope(file);
    // Of layers with one name in several networks the first is meant, as for declarations everywhere in the language.
    const [first, ...others] = lookup.visible(ast.Mappable.$type, scope).getElements(name).toArray();
    if (first && others.length > 0 && ast.isInlineLayer(first.node)) {
      const also = others.flatMap(({ node }) => (ast.isInlineLayer(node) ? [pathOf(node)] : []));
      this.note(ambiguous(name, pathOf(first.node), also));
      return first.node;
    }
    const workload = lookup.workload(name, scope);
    if (workload.node) return workload.node;
    const network = lookup.network(name, scope);
    if (network.node) return network.node;
    if (name.includes('.')) return missing(this.file(file), workload.message);
    const known = [ast.Mappable.$type, ast.Network.$type].flatMap((type) =>
      lookup
        .visible(type, scope)
        .getAllElements()
        .map((element) => element.name)
        .toArray(),
    );
    const hint = didYouMean(nearest(name, known)) || ' ffarch list shows those of the library.';
    return missing(this.file(file), `There is no workload or network \`${name}\`.${hint}`);
  }

  private only<N extends ast.Architecture | WorkloadNode | ast.Network>(
    file: string,
    kind: string,
    list: (document: LangiumDocument) => N[],
  ): N | Refusal {
    const found = list(this.documents.get(file)!);
    if (found.length === 1) return found[0]!;
    if (found.length === 0) return missing(this.documents.get(file), `${file} declares no ${kind}.`);
    const names = found.map(({ name }) => name);
    return new Refusal(`${file} declares ${names.join(', ')}. Name the ${kind} that is meant: ${file}#${names[0]}.`);
  }
}

/** The workloads that a document declares itself; the networks, if there are none. */
function subjectsOf(document: LangiumDocument): (ast.Workload | ast.Network)[] {
  const named = declarationsOf(document).filter(({ name }) => Boolean(name));
  const workloads = named.filter(ast.isWorkload);
  return workloads.length > 0 ? workloads : named.filter(ast.isNetwork);
}
