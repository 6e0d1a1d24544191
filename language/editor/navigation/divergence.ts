import { type AstNode, AstUtils, UriUtils } from 'langium';
import { type Coupling, incompatibility, type Operand } from '../../domain/index.js';
import * as ast from '../../generated/ast.js';
import type { Lowering } from '../../lower/index.js';
import type { FfarchServices } from '../../module.js';
import { declarationsOf } from '../../references/declarations.js';
import { has, namesIn } from '../../validation/architecture-couplings.js';
import { isLibrary } from '../../workspace/library.js';
import { kindOf } from './kinds.js';

/**
 * Couplings that are used together agree in the names of dimensions and operands, so one of them cannot take another
 * name for one by itself.
 *
 * @returns what would no longer be valid, for the user; undefined if everything would.
 */
export function divergence(target: AstNode, name: string, services: FfarchServices): string | undefined {
  if (!ast.isDimension(target) && !ast.isOperand(target)) return undefined;
  const { lowering } = services.lowering.LoweringProvider;
  for (const document of services.shared.workspace.LangiumDocuments.all) {
    if (isLibrary(document.uri)) continue;
    for (const declaration of declarationsOf(document)) {
      const reason = ast.isArchitecture(declaration)
        ? betweenCouplings(declaration, target, name)
        : ast.isMapping(declaration) && ast.isDimension(target)
          ? betweenPair(declaration, target, name, lowering)
          : undefined;
      if (reason !== undefined) return `${reason} ${REMEDY}`;
    }
  }
  return undefined;
}

const REMEDY = 'Use them separately first, or change both by hand.';

/** What an architecture names, all of its couplings have; its names are those of the first. */
function betweenCouplings(
  architecture: ast.Architecture,
  target: ast.Dimension | ast.Operand,
  name: string,
): string | undefined {
  const couplings = architecture.couplings.flatMap(({ ref }) => ref ?? []);
  const own = AstUtils.getContainerOfType(target, ast.isCoupling);
  if (!own || !couplings.includes(own) || couplings.length < 2) return undefined;
  const named = namesIn(architecture).find((one) => sameName(one.target, target));
  if (!named || !couplings.every((coupling) => has(coupling, target))) return undefined;
  const renamed = own === couplings[0] ? { ...target, name } : target;
  const other = couplings.find((coupling) => coupling !== own && !(own === couplings[0] && has(coupling, renamed)));
  if (!other) return undefined;
  const what = kindOf(target).replace(/^an? /, '');
  return `${at(architecture)} also names the ${what} \`${target.name}\` for \`${other.name}\`, which has no \`${name}\`.`;
}

/** An architecture accepts a workload by the names of its dimensions. */
function betweenPair(
  mapping: ast.Mapping,
  target: ast.Dimension,
  name: string,
  lowering: Lowering,
): string | undefined {
  const own = AstUtils.getContainerOfType(target, ast.isCoupling);
  const changed = own && lowering.coupling(own).value;
  const { value } = lowering.mapping(mapping);
  if (!changed || !value) return undefined;
  const { architecture, workload } = value;
  const rename = (coupling: Coupling) => (isSame(coupling, changed) ? renamed(coupling, target.name, name) : coupling);
  const couplings = architecture.couplings.map(rename);
  const reason = incompatibility({ ...architecture, couplings }, { ...workload, coupling: rename(workload.coupling) });
  if (reason === null || incompatibility(architecture, workload) !== null) return undefined;
  return `${at(mapping)} would no longer be valid: ${reason}.`;
}

function isSame({ name, source }: Coupling, other: Coupling): boolean {
  return name === other.name && source?.uri === other.source?.uri && source?.start.line === other.source?.start.line;
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

function sameName(one: ast.Dimension | ast.Operand, other: ast.Dimension | ast.Operand): boolean {
  const roles = [one, other].map(({ $containerProperty }) => $containerProperty);
  return one.name === other.name && one.$type === other.$type && (ast.isDimension(one) || roles[0] === roles[1]);
}

/** `` `A` on line 3 of a.ffarch ``. */
function at(node: ast.Declaration): string {
  const { uri } = AstUtils.getDocument(node);
  return `\`${node.name}\` on line ${(node.$cstNode?.range.start.line ?? 0) + 1} of ${UriUtils.basename(uri)}`;
}
