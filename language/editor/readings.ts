import { AstUtils } from 'langium';
import { type Architecture, accepts, architectureFor, type Coupling } from '../domain/index.js';
import * as ast from '../generated/ast.js';
import type { FfarchServices } from '../module.js';
import { declarationsOf } from '../references/declarations.js';

/**
 * The coupling of the workload at hand: of the last result of an architecture, or else the one that all mappings of its file
 * share. Undefined where nothing is at hand.
 */
export function couplingAtHand(
  node: ast.Architecture,
  architecture: Architecture,
  services: FfarchServices,
): Coupling | undefined {
  const { lowering } = services.lowering.LoweringProvider;
  const last = services.session.LastResults.forArchitecture(architecture)?.coupling;
  if (last && accepts(architecture, last)) return last;
  const mapped = declarationsOf(AstUtils.getDocument(node))
    .filter(ast.isMapping)
    .filter((mapping) => mapping.architecture?.ref === node)
    .flatMap(({ workload }) => lowering.named(workload)?.value?.coupling ?? []);
  const [first] = mapped;
  return first && mapped.every((coupling) => coupling === first) && accepts(architecture, first) ? first : undefined;
}

/** What an architecture says the same in for all of some couplings. */
export interface Reading<T> {
  readonly couplings: readonly string[];
  readonly what: T;
}

/** What each coupling reads in an architecture, those together that read the same, as `same` tells. */
export function readings<T>(
  architecture: Architecture,
  read: (view: Architecture) => T,
  same: (what: T) => unknown,
): Reading<T>[] {
  const found = new Map<unknown, { couplings: string[]; what: T }>();
  for (const coupling of architecture.couplings) {
    const what = read(architectureFor(architecture, coupling));
    const known = found.get(same(what));
    if (known) known.couplings.push(coupling.name);
    else found.set(same(what), { couplings: [coupling.name], what });
  }
  return [...found.values()];
}
