import { URI } from 'langium';
import * as ast from '../../../language/generated/ast.js';
import type { Lowering } from '../../../language/lower/index.js';
import type { FfarchServices } from '../../../language/module.js';
import { architecturesOf, declarationsOf } from '../../../language/references/declarations.js';
import type { Reference, SavedPairs } from '../../protocol/index.js';
import { type Pair, pairKey, resolvePair } from '../mapping/pair.js';
import { referenceTo, referenceToLayer, referenceToMapped } from '../references.js';
import type { PastResults } from '../results/past-results.js';

/** A pair that is to be mapped, and what it is called. */
export interface SavedPair extends Pair {
  readonly references: { readonly architecture: Reference; readonly workload: Reference };
}

/**
 * What is mapped when a document is saved, the most interesting first: what was mapped before of its architectures and
 * workloads; what its mappings map; and, if `which` says so, each of its workloads and layers on each of its architectures.
 * Pairs that have errors, or do not fit, are left out.
 */
export function savedPairs(services: FfarchServices, past: PastResults, uri: string, which: SavedPairs): SavedPair[] {
  const document = services.shared.workspace.LangiumDocuments.getDocument(URI.parse(uri));
  if (!document) return [];
  const found = new Map<string, SavedPair>();
  const add = (architecture: Reference, workload: Reference): void => {
    const references = { architecture, workload };
    const key = pairKey(references);
    const pair = found.has(key) ? undefined : resolvePair(services, references);
    if (pair?.kind === 'pair') found.set(key, { ...pair, references });
  };
  for (const { architecture, workload } of past.list()) {
    if (architecture.uri === uri || workload.uri === uri) add(architecture, workload);
  }
  const declarations = declarationsOf(document);
  const { lowering } = services.lowering.LoweringProvider;
  for (const mapping of declarations.filter(ast.isMapping)) {
    const target = referenceToMapped(mapping, lowering);
    if (mapping.architecture?.ref && target) add(referenceTo(mapping.architecture.ref), target);
  }
  if (which === 'all') {
    const workloads = declarations.flatMap((declaration) => workloadsIn(declaration, lowering));
    for (const architecture of architecturesOf(document)) {
      for (const workload of workloads) add(referenceTo(architecture), workload);
    }
  }
  return [...found.values()];
}

/** The workload, or those that the layers of a network are or name. */
function workloadsIn(declaration: ast.Declaration, lowering: Lowering): Reference[] {
  if (ast.isWorkload(declaration)) return [referenceTo(declaration)];
  if (!ast.isNetwork(declaration)) return [];
  return (lowering.network(declaration).value?.layers ?? []).map((layer) =>
    referenceToLayer(declaration, layer, lowering),
  );
}
