import { AstUtils, type LangiumDocument, type LangiumDocuments, URI } from 'langium';
import type { Layer, Workload } from '../../language/domain/index.js';
import * as ast from '../../language/generated/ast.js';
import { type Lowered, type Lowering, resolveWorkload, writtenAs } from '../../language/lower/index.js';
import type { FfarchServices } from '../../language/module.js';
import {
  architecturesOf,
  networksOf,
  pathOf,
  type WorkloadNode,
  workloadsOf,
} from '../../language/references/declarations.js';
import type { Reference } from '../protocol/index.js';

/** How the protocol names a declaration. */
export function referenceTo(node: ast.Architecture | ast.Network | WorkloadNode): Reference {
  const path = ast.isArchitecture(node) || ast.isNetwork(node) ? [node.name] : pathOf(node);
  return { uri: AstUtils.getDocument(node).uri.toString(), name: path.join('.') };
}

/** What a reference names now; undefined if there is none any more. */
export function findArchitecture(documents: LangiumDocuments, reference: Reference): ast.Architecture | undefined {
  return find(documents, reference, architecturesOf);
}

/** A workload that a reference names. */
export interface FoundWorkload {
  readonly node: WorkloadNode;
  readonly lowered: Lowered<Workload>;
  /** The network that gives constants other values for it; undefined where it is as it was declared. */
  readonly within?: ast.Network;
}

/** What a reference names now; undefined if there is none any more. */
export function findWorkload({ shared, lowering }: FfarchServices, reference: Reference): FoundWorkload | undefined {
  const documents = shared.workspace.LangiumDocuments;
  const lowers = lowering.LoweringProvider.lowering;
  const node = find(documents, reference, workloadsOf);
  if (node) return { node, lowered: lowers.workload(node) };
  const document = documents.getDocument(URI.parse(reference.uri));
  for (const within of document ? networksOf(document) : []) {
    if (!reference.name.startsWith(`${within.name}.`)) continue;
    const { value, problems, sound } = lowers.network(within);
    const layer = value?.layers.find(({ name }) => `${within.name}.${name}` === reference.name);
    const written = layer && writtenAs(layer.workload);
    if (written) return { node: written, lowered: { value: layer.workload, problems, sound }, within };
  }
  return undefined;
}

/** How the protocol names the workload of a layer: as it is declared, unless the network gives it other values. */
export function referenceToLayer(network: ast.Network, layer: Layer, lowering: Lowering): Reference {
  const node = writtenAs(layer.workload);
  if (node && lowering.workload(node).value === layer.workload) return referenceTo(node);
  return { uri: AstUtils.getDocument(network).uri.toString(), name: `${network.name}.${layer.name}` };
}

/** How the protocol names what a mapping maps. */
export function referenceToMapped({ workload }: ast.Mapping, lowering: Lowering): Reference | undefined {
  const node = resolveWorkload(workload?.target?.ref);
  const value = lowering.named(workload)?.value;
  const network = workload?.network?.ref;
  if (!node || !value) return undefined;
  return network
    ? referenceToLayer(network, { name: workload.target.$refText, workload: value, repeat: 1 }, lowering)
    : referenceTo(node);
}

/** What a reference names now; undefined if there is none any more. */
export function findNetwork(documents: LangiumDocuments, reference: Reference): ast.Network | undefined {
  return find(documents, reference, networksOf);
}

/** Of several of one name, the first is meant, as everywhere in the language. */
function find<N extends ast.Architecture | ast.Network | WorkloadNode>(
  documents: LangiumDocuments,
  { uri, name }: Reference,
  list: (document: LangiumDocument) => N[],
): N | undefined {
  const document = documents.getDocument(URI.parse(uri));
  return document && list(document).find((node) => referenceTo(node).name === name);
}
