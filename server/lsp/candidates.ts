import { AstUtils, type LangiumDocument, URI } from 'langium';
import type * as ast from '../../language/generated/ast.js';
import { type Architecture, incompatibility, type Level, type Workload } from '../../language/lowered/index.js';
import { isLibrary, libraryDocuments } from '../../language/services/library.js';
import type { FfarchServices } from '../../language/services/module.js';
import type { Candidate, Candidates, CandidatesParams, Origin } from '../protocol.js';
import { architecturesOf, pathOf, referenceTo, type WorkloadNode, workloadsOf } from './declarations.js';

/** What can be mapped from a document, which need not exist any more: the library is always there. */
export function candidates(services: FfarchServices, { uri, position }: CandidatesParams): Candidates {
  const documents = services.shared.workspace.LangiumDocuments;
  const { lowering } = services.lowering.LoweringProvider;
  const document = documents.getDocument(URI.parse(uri));
  const sources = sourcesOf(services, document);
  const architectures = list(sources, architecturesOf, (node) => lowering.architecture(node).value);
  const workloads = list(sources, workloadsOf, (node) => lowering.workload(node).value);
  const at = position && document ? document.textDocument.offsetAt(position) : null;
  return {
    architectures: architectures.map(({ node, value, origin }) => describeArchitecture(node, value, origin)),
    workloads: workloads.map(({ node, value, origin }) => describeWorkload(node, value, origin)),
    pairs: architectures.flatMap(({ value: architecture }, a) =>
      workloads.flatMap(({ value: workload }, w): [number, number][] =>
        incompatibility(architecture, workload) === null ? [[a, w]] : [],
      ),
    ),
    architectureAtPosition: indexAt(architectures, document, at),
    workloadAtPosition: indexAt(workloads, document, at),
  };
}

interface Found<N, T> {
  node: N;
  value: T;
  origin: Origin;
}

/** The document, the files that it imports, and the library; each once, under the nearest of these origins. */
function sourcesOf(services: FfarchServices, document: LangiumDocument | undefined): Map<LangiumDocument, Origin> {
  const sources = new Map<LangiumDocument, Origin>();
  const add = (origin: Origin, documents: readonly LangiumDocument[]) => {
    for (const source of documents) if (!sources.has(source)) sources.set(source, origin);
  };
  if (document && !isLibrary(document.uri)) {
    add('file', [document]);
    add('import', services.references.ImportResolver.documents(document));
  }
  add('library', libraryDocuments(services.shared.workspace.LangiumDocuments));
  return sources;
}

/** Declarations of which too little is written to be lowered are left out. */
function list<N, T>(
  sources: ReadonlyMap<LangiumDocument, Origin>,
  nodes: (document: LangiumDocument) => N[],
  lower: (node: N) => T | undefined,
): Found<N, T>[] {
  return [...sources].flatMap(([document, origin]) =>
    nodes(document).flatMap((node) => {
      const value = lower(node);
      return value === undefined ? [] : [{ node, value, origin }];
    }),
  );
}

function describeArchitecture(node: ast.Architecture, { levels, couplings }: Architecture, origin: Origin): Candidate {
  return {
    reference: referenceTo(node),
    origin,
    description: levels.map(describeLevel).join(' · '),
    couplings: couplings.map(({ name }) => name),
  };
}

function describeLevel(level: Level): string {
  return level.type === 'memory' || (level.type === 'compute' && level.mesh === 1)
    ? level.name
    : `${level.name}[${level.mesh}]`;
}

function describeWorkload(node: WorkloadNode, { sizes, strides, coupling }: Workload, origin: Origin): Candidate {
  const given = [...Object.entries(sizes), ...Object.entries(strides).filter(([, value]) => value !== 1)];
  const path = pathOf(node);
  return {
    reference: referenceTo(node),
    origin,
    ...(path.length > 1 ? { network: path[0] } : {}),
    description: given.map(([name, value]) => `${name} ${value}`).join(' · '),
    couplings: [coupling.name],
  };
}

function indexAt(
  found: readonly Found<ast.Architecture | WorkloadNode, unknown>[],
  document: LangiumDocument | undefined,
  offset: number | null,
): number | null {
  if (!document || offset === null) return null;
  const index = found.findIndex(
    ({ node }) =>
      AstUtils.getDocument(node) === document &&
      node.$cstNode !== undefined &&
      node.$cstNode.offset <= offset &&
      offset <= node.$cstNode.end,
  );
  return index < 0 ? null : index;
}
