import type { LangiumDocument, Scope } from 'langium';
import * as ast from '../generated/ast.js';
import { layersOwner, nearest, resolveWorkload } from '../lower/index.js';
import type { FfarchServices } from '../module.js';
import { didYouMean } from '../wording.js';
import { libraryDocuments } from '../workspace/library.js';
import type { TieredScope } from './tiered-scope.js';

/** What a name written outside documents stands for, or why it stands for nothing. */
export type Found<N> =
  | { readonly node: N; readonly message?: undefined }
  | { readonly node?: undefined; readonly message: string; readonly suggestion?: string };

/**
 * Resolves names as people write them on a command line: `Eyeriss`, `BertLarge.KQV`, or `KQV` where only one thing has
 * that name. A document's own declarations come first, then its imports, then the standard library.
 */
export class Lookup {
  constructor(private readonly services: FfarchServices) {}

  /** @param document Whose names are meant; the library's alone where it is left out. */
  architecture(name: string, document?: LangiumDocument): Found<ast.Architecture> {
    return this.find(name, ast.Architecture.$type, 'architecture', document, ast.isArchitecture);
  }

  network(name: string, document?: LangiumDocument): Found<ast.Network> {
    return this.find(name, ast.Network.$type, 'network', document, ast.isNetwork);
  }

  coupling(name: string, document?: LangiumDocument): Found<ast.Coupling> {
    return this.find(name, ast.Coupling.$type, 'coupling', document, ast.isCoupling);
  }

  /** A workload, or a layer of a network. Names themselves may contain dots. */
  workload(name: string, document?: LangiumDocument): Found<ast.Workload | ast.InlineLayer> {
    const plain = this.find(name, ast.Mappable.$type, 'workload', document, isMappable);
    if (plain.node) {
      return resolved(name, plain.node);
    }
    for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      const network = this.network(name.slice(0, dot), document);
      if (network.node) {
        return layer(network.node, name.slice(dot + 1));
      }
    }
    return name.includes('.') ? this.noSuchNetwork(name, document) : plain;
  }

  /** All that is visible of a type: `Architecture`, `Coupling`, `Network` or `Mappable`. */
  visible(type: string, document?: LangiumDocument): Scope {
    const library = libraryDocuments(this.services.shared.workspace.LangiumDocuments)[0]!;
    return this.services.references.ScopeProvider.declarations(document ?? library, type);
  }

  private noSuchNetwork<N>(name: string, document: LangiumDocument | undefined): Found<N> {
    return missing(
      'network',
      name.slice(0, name.indexOf('.')),
      this.visible(ast.Network.$type, document)
        .getAllElements()
        .map((element) => element.name),
    );
  }

  private find<N extends ast.Mappable | ast.Declaration>(
    name: string,
    type: string,
    kind: string,
    document: LangiumDocument | undefined,
    is: (node: unknown) => node is N,
  ): Found<N> {
    const scope = this.visible(type, document) as TieredScope;
    const found = scope.getElements(name).toArray();
    if (found.length > 1) {
      const places = found.map(({ node }) => `\`${ast.isInlineLayer(node) ? `${node.$container.name}.` : ''}${name}\``);
      return { message: `\`${name}\` is ambiguous: ${places.join(', ')}.` };
    }
    const node = found[0]?.node;
    return is(node)
      ? { node }
      : missing(
          kind,
          name,
          scope.getAllElements().map((element) => element.name),
        );
  }
}

function isMappable(node: unknown): node is ast.Mappable {
  return ast.isWorkload(node) || ast.isInlineLayer(node) || ast.isLayerReference(node);
}

function layer(network: ast.Network, name: string): Found<ast.Workload | ast.InlineLayer> {
  const layers = layersOwner(network)?.layers ?? [];
  const node = layers.find((candidate) => layerName(candidate) === name);
  return node ? resolved(name, node) : missing('layer', name, layers.map(layerName), ` in network \`${network.name}\``);
}

function layerName(node: ast.Layer): string {
  return node.name ?? (node as ast.LayerReference).workload?.target?.$refText ?? '';
}

function resolved(name: string, node: ast.Mappable): Found<ast.Workload | ast.InlineLayer> {
  const target = resolveWorkload(node);
  return target ? { node: target } : { message: `\`${name}\` names a workload that cannot be found.` };
}

function missing<N>(kind: string, name: string, known: Iterable<string>, where = ''): Found<N> {
  const names = [...new Set(known)];
  const suggestion = nearest(name, names);
  return { message: `There is no ${kind} \`${name}\`${where}.${didYouMean(suggestion)}`, suggestion };
}
