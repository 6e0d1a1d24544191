import type { AstNode } from 'langium';
import * as ast from '../../generated/ast.js';
import type { FfarchServices } from '../../module.js';
import { referencesIn } from '../../parser/syntax-tree.js';
import { declarationsOf } from '../../references/declarations.js';
import { dimensionsMeant, isNamingDimension } from '../../references/dimensions.js';
import { isLibrary } from '../../workspace/library.js';

/** Another thing that takes a new name together with the one that is renamed. */
export interface Namesake {
  readonly node: AstNode;
  /** The name that stands for both. */
  readonly meant?: AstNode;
}

/**
 * A thing, and all that must go by its name: where an architecture says `C` of several couplings, the dimensions that it
 * means in them.
 */
export function namesakes(target: AstNode, services: FfarchServices): Namesake[] {
  const all: Namesake[] = [{ node: target }];
  if (!ast.isDimension(target)) return all;
  const names = plainNames(services);
  for (const { node } of all) {
    for (const { meant, at } of names) {
      if (!meant.includes(node as ast.Dimension)) continue;
      for (const other of meant) {
        if (!all.some((one) => one.node === other)) all.push({ node: other, meant: at });
      }
    }
  }
  return all;
}

/** The names in architectures that stand for dimensions of several couplings. */
function plainNames(services: FfarchServices): { readonly meant: readonly ast.Dimension[]; readonly at: AstNode }[] {
  return services.shared.workspace.LangiumDocuments.all
    .filter(({ uri }) => !isLibrary(uri))
    .toArray()
    .flatMap((document) => declarationsOf(document).filter(ast.isArchitecture))
    .filter(({ couplings }) => couplings.length > 1)
    .flatMap((architecture) =>
      referencesIn(architecture).flatMap(({ container, property }) =>
        isNamingDimension(container) && property === ast.UnrolledDimension.dimension
          ? [{ meant: dimensionsMeant(container), at: container }]
          : [],
      ),
    )
    .filter(({ meant }) => meant.length > 1);
}
