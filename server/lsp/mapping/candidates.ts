import { AstUtils, type LangiumDocument, URI } from 'langium';
import { type Architecture, incompatibility, type Network, type Workload } from '../../../language/domain/index.js';
import type * as ast from '../../../language/generated/ast.js';
import type { FfarchServices } from '../../../language/module.js';
import {
  architecturesOf,
  networksOf,
  pathOf,
  type WorkloadNode,
  workloadsOf,
} from '../../../language/references/declarations.js';
import { isLibrary, libraryDocuments } from '../../../language/workspace/library.js';
import type { Candidate, Candidates, CandidatesParams, Origin } from '../../protocol/index.js';
import { layersText, levelsText, sizesText } from '../descriptions.js';
import { referenceTo } from '../references.js';

/** What can be mapped from a document, which need not exist any more: the library is always there. */
export function candidates(services: FfarchServices, { uri, position, subject }: CandidatesParams): Candidates {
  const { lowering } = services.lowering.LoweringProvider;
  const document = services.shared.workspace.LangiumDocuments.getDocument(URI.parse(uri));
  const sources = sourcesOf(services, document);
  const architectures = list(sources, architecturesOf, (node) => lowering.architecture(node).value);
  const at = position && document ? { document, offset: document.textDocument.offsetAt(position) } : null;
  if (subject === 'network') {
    const networks = list(sources, networksOf, (node) => lowering.network(node).value);
    return matched(
      architectures,
      networks,
      describeNetwork,
      ({ layers }) => layers.map(({ workload }) => workload),
      at,
    );
  }
  const workloads = list(sources, workloadsOf, (node) => lowering.workload(node).value);
  return matched(architectures, workloads, describeWorkload, (workload) => [workload], at);
}

/** @param parts the workloads of which an architecture must accept at least one */
function matched<N extends WorkloadNode | ast.Network, T>(
  architectures: readonly VisibleDeclaration<ast.Architecture, Architecture>[],
  subjects: readonly VisibleDeclaration<N, T>[],
  describe: (found: VisibleDeclaration<N, T>) => Candidate,
  parts: (value: T) => readonly Workload[],
  at: CursorPosition | null,
): Candidates {
  const pair = (architecture: Architecture, workloads: readonly Workload[], a: number, s: number): Pair[] => {
    const leftOut = workloads.filter((workload) => incompatibility(architecture, workload) !== null).length;
    return leftOut < workloads.length ? [[a, s, leftOut]] : [];
  };
  return {
    architectures: architectures.map(describeArchitecture),
    workloads: subjects.map(describe),
    pairs: architectures.flatMap(({ value: architecture }, a) =>
      subjects.flatMap(({ value }, s) => pair(architecture, parts(value), a, s)),
    ),
    architectureAtPosition: indexAt(architectures, at),
    workloadAtPosition: indexAt(subjects, at),
  };
}

type Pair = Candidates['pairs'][number];

interface CursorPosition {
  document: LangiumDocument;
  offset: number;
}

interface VisibleDeclaration<N, T> {
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
): VisibleDeclaration<N, T>[] {
  return [...sources].flatMap(([document, origin]) =>
    nodes(document).flatMap((node) => {
      const value = lower(node);
      return value === undefined ? [] : [{ node, value, origin }];
    }),
  );
}

function describeArchitecture({ node, value, origin }: VisibleDeclaration<ast.Architecture, Architecture>): Candidate {
  return {
    reference: referenceTo(node),
    origin,
    description: levelsText(value),
    couplings: value.couplings.map(({ name }) => name),
  };
}

function describeWorkload({ node, value, origin }: VisibleDeclaration<WorkloadNode, Workload>): Candidate {
  const path = pathOf(node);
  return {
    reference: referenceTo(node),
    origin,
    ...(path.length > 1 ? { network: path[0] } : {}),
    description: sizesText(value),
    couplings: [value.coupling.name],
  };
}

function describeNetwork({ node, value, origin }: VisibleDeclaration<ast.Network, Network>): Candidate {
  return {
    reference: referenceTo(node),
    origin,
    description: layersText(value),
    couplings: [...new Set(value.layers.map(({ workload }) => workload.coupling.name))],
  };
}

function indexAt(
  found: readonly VisibleDeclaration<ast.Architecture | ast.Network | WorkloadNode, unknown>[],
  at: CursorPosition | null,
): number | null {
  if (!at) return null;
  const index = found.findIndex(
    ({ node }) =>
      AstUtils.getDocument(node) === at.document &&
      node.$cstNode !== undefined &&
      node.$cstNode.offset <= at.offset &&
      at.offset <= node.$cstNode.end,
  );
  return index < 0 ? null : index;
}
