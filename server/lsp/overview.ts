import { type AstNode, Disposable, DocumentState, type LangiumDocument } from 'langium';
import type { Connection } from 'vscode-languageserver';
import type { Layer } from '../../language/domain/index.js';
import { number } from '../../language/figures.js';
import * as ast from '../../language/generated/ast.js';
import type { FfarchServices } from '../../language/module.js';
import { declarationsOf } from '../../language/references/declarations.js';
import { isLibrary } from '../../language/workspace/library.js';
import type { ListedDeclaration, ListedLayer, Overview, Range } from '../protocol/index.js';
import { layersText, levelsText, sizesText } from './descriptions.js';
import { referenceTo, referenceToLayer } from './references.js';
import { notify } from './requests.js';

/** What all documents declare, but for the library, and what was mapped; in the order of the files and in them. */
export function overview(services: FfarchServices, results: Overview['results']): Overview {
  const { lowering } = services.lowering.LoweringProvider;
  const found: Overview = { architectures: [], workloads: [], networks: [], mappings: [], results };
  for (const document of ownDocuments(services)) {
    const uri = document.uri.toString();
    for (const node of declarationsOf(document)) {
      if (!node.name) continue;
      const range = rangeOf(node, services);
      if (ast.isArchitecture(node)) {
        const { value } = lowering.architecture(node);
        found.architectures.push({ reference: referenceTo(node), range, description: value ? levelsText(value) : '' });
      } else if (ast.isWorkload(node)) {
        found.workloads.push(workload(node, services));
      } else if (ast.isNetwork(node)) {
        const { value } = lowering.network(node);
        const layers = (value?.layers ?? []).map((layer) => listedLayer(node, layer, uri, services));
        found.networks.push({
          reference: referenceTo(node),
          range,
          description: value ? layersText(value) : '',
          layers,
        });
      } else if (ast.isMapping(node)) {
        const of = node.workload?.$cstNode?.text;
        const on = node.architecture?.$refText;
        const description = [of && `of ${of}`, on && `on ${on}`].filter(Boolean).join(' ');
        found.mappings.push({ reference: { uri, name: node.name }, range, description });
      }
    }
  }
  return found;
}

function ownDocuments({ shared }: FfarchServices): LangiumDocument[] {
  return shared.workspace.LangiumDocuments.all
    .filter(({ uri }) => !isLibrary(uri))
    .toArray()
    .sort((a, b) => (a.uri.toString() < b.uri.toString() ? -1 : 1));
}

function listedLayer(network: ast.Network, layer: Layer, uri: string, services: FfarchServices): ListedLayer {
  const { name, workload, repeat, nameSource } = layer;
  const sizes = sizesText(workload);
  return {
    reference: referenceToLayer(network, layer, services.lowering.LoweringProvider.lowering),
    range: nameSource ? { start: nameSource.start, end: nameSource.end } : rangeOf(network, services),
    uri,
    name,
    description: repeat > 1 ? `× ${number(repeat)}: ${sizes}` : sizes,
  };
}

function workload(node: ast.Workload, services: FfarchServices): ListedDeclaration {
  const { value } = services.lowering.LoweringProvider.lowering.workload(node);
  return { reference: referenceTo(node), range: rangeOf(node, services), description: value ? sizesText(value) : '' };
}

/** Of the name, or of the whole where it has none. */
function rangeOf(node: AstNode, { references }: FfarchServices): Range {
  const range = (references.NameProvider.getNameNode(node) ?? node.$cstNode)?.range;
  return range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
}

/** How long documents must rest before the client is told that they have changed, in ms. */
const REST_MS = 250;

/** Tells the client when {@link overview} may have changed, at most once for a burst of edits, until it is disposed of. */
export function announceDeclarations(connection: Connection, { workspace }: FfarchServices['shared']): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const announce = () => {
    clearTimeout(timer);
    timer = setTimeout(() => notify(connection, 'factorflow/declarationsChanged', null), REST_MS);
  };
  const subscriptions = [
    workspace.DocumentBuilder.onBuildPhase(DocumentState.Validated, announce),
    workspace.DocumentBuilder.onUpdate((_, deleted) => {
      if (deleted.length > 0) announce();
    }),
    Disposable.create(() => clearTimeout(timer)),
  ];
  return Disposable.create(() => {
    for (const subscription of subscriptions) subscription.dispose();
  });
}
