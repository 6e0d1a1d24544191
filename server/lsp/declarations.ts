import { AstUtils, type LangiumDocument, type LangiumDocuments, URI } from 'langium';
import * as ast from '../../language/generated/ast.js';
import type { Reference } from '../protocol/index.js';

/** What can be mapped: a workload, or a layer that its network describes itself. */
export type WorkloadNode = ast.Workload | ast.InlineLayer;

/** The declarations of a document; a document with syntax errors has those that could be read. */
export function declarationsOf(document: LangiumDocument): readonly ast.Declaration[] {
  return (document.parseResult.value as ast.SourceFile).declarations ?? [];
}

/** Those with a name, in the order of the document. */
export function architecturesOf(document: LangiumDocument): ast.Architecture[] {
  return declarationsOf(document).filter(ast.isArchitecture).filter(named);
}

/** In the order of the document. */
export function workloadsOf(document: LangiumDocument): WorkloadNode[] {
  return declarationsOf(document).flatMap((declaration): WorkloadNode[] => {
    if (ast.isWorkload(declaration)) return named(declaration) ? [declaration] : [];
    return ast.isNetwork(declaration) ? declaration.layers.filter(ast.isInlineLayer).filter(named) : [];
  });
}

/** Those with a name, in the order of the document. */
export function networksOf(document: LangiumDocument): ast.Network[] {
  return declarationsOf(document).filter(ast.isNetwork).filter(named);
}

/** `MB6`, or the network's and the layer's names. */
export function pathOf(workload: WorkloadNode): string[] {
  return ast.isWorkload(workload) ? [workload.name] : [workload.$container.name, workload.name];
}

/** How the protocol names a declaration. */
export function referenceTo(node: ast.Architecture | ast.Network | WorkloadNode): Reference {
  const path = ast.isArchitecture(node) || ast.isNetwork(node) ? [node.name] : pathOf(node);
  return { uri: AstUtils.getDocument(node).uri.toString(), name: path.join('.') };
}

/** What a reference names now; undefined if there is none any more. */
export function findArchitecture(documents: LangiumDocuments, reference: Reference): ast.Architecture | undefined {
  return find(documents, reference, architecturesOf);
}

/** What a reference names now; undefined if there is none any more. */
export function findWorkload(documents: LangiumDocuments, reference: Reference): WorkloadNode | undefined {
  return find(documents, reference, workloadsOf);
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

function named(node: { name?: string }): boolean {
  return Boolean(node.name);
}
