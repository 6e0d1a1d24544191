import { AstUtils, type LangiumDocument, type LangiumDocuments, URI } from 'langium';
import * as ast from '../../language/generated/ast.js';
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
