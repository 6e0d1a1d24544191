import { type AstNode, AstUtils, UriUtils } from 'langium';
import { type Coupling, incompatibility, type Operand } from '../../domain/index.js';
import * as ast from '../../generated/ast.js';
import type { Lowering } from '../../lower/index.js';
import type { FfarchServices } from '../../module.js';
import { declarationsOf } from '../../references/declarations.js';
import { isLibrary } from '../../workspace/library.js';

/**
 * A coupling and those whose workloads its architectures also accept agree in the names of dimensions, so one of them cannot
 * take another name for one by itself.
 *
 * @param targets what gets the name
 * @returns what would no longer be valid, for the user; undefined if everything would.
 */
export function divergence(targets: readonly AstNode[], name: string, services: FfarchServices): string | undefined {
  const dimensions = targets.filter(ast.isDimension);
  if (dimensions.length === 0) return undefined;
  const { lowering } = services.lowering.LoweringProvider;
  for (const document of services.shared.workspace.LangiumDocuments.all) {
    if (isLibrary(document.uri)) continue;
    for (const declaration of declarationsOf(document)) {
      const reason = ast.isMapping(declaration) ? betweenPair(declaration, dimensions, name, lowering) : undefined;
      if (reason !== undefined) return `${reason} ${REMEDY}`;
    }
  }
  return undefined;
}

const REMEDY = 'Use them separately first, or change both by hand.';

/** An architecture accepts a workload by the names of its dimensions. */
function betweenPair(
  mapping: ast.Mapping,
  targets: readonly ast.Dimension[],
  name: string,
  lowering: Lowering,
): string | undefined {
  const { value } = lowering.mapping(mapping);
  if (!value) return undefined;
  const { architecture, workload } = value;
  const rename = (coupling: Coupling): Coupling => {
    const target = targets.find(({ $container }) => isSame(coupling, lowering.coupling($container).value));
    const { special, ...own } = target ? renamed(coupling, target.name, name) : coupling;
    if (!special) return own;
    const general = targets.find(({ $container }) => isSame(special.of, lowering.coupling($container).value));
    const names = Object.entries(special.names).map(([from, to]) => [
      from === target?.name ? name : from,
      to === general?.name ? name : to,
    ]);
    return { ...own, special: { of: rename(special.of), names: Object.fromEntries(names) } };
  };
  const couplings = architecture.couplings.map(rename);
  const reason = incompatibility({ ...architecture, couplings }, { ...workload, coupling: rename(workload.coupling) });
  if (reason === null || incompatibility(architecture, workload) !== null) return undefined;
  return `${at(mapping)} would no longer be valid: ${reason}.`;
}

function isSame({ name, source }: Coupling, other: Coupling | undefined): boolean {
  return name === other?.name && source?.uri === other.source?.uri && source?.start.line === other.source?.start.line;
}

function renamed(coupling: Coupling, from: string, to: string): Coupling {
  const changed = (dimension: string) => (dimension === from ? to : dimension);
  const indexed = (operand: Operand): Operand => ({
    ...operand,
    axes: operand.axes.map((terms) => terms.map((term) => ({ ...term, dimension: changed(term.dimension) }))),
  });
  const { out, w, in: input } = coupling.operands;
  return {
    ...coupling,
    dimensions: coupling.dimensions.map(changed),
    operands: { out: indexed(out), w: indexed(w), in: indexed(input) },
  };
}

/** `` `A` on line 3 of a.ffarch ``. */
function at(node: ast.Declaration): string {
  const { uri } = AstUtils.getDocument(node);
  return `\`${node.name}\` on line ${(node.$cstNode?.range.start.line ?? 0) + 1} of ${UriUtils.basename(uri)}`;
}
