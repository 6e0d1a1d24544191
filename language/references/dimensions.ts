import { AstUtils } from 'langium';
import * as ast from '../generated/ast.js';
import { printPath } from '../print/print.js';

/** What names a dimension of an architecture's couplings. */
export type NamingDimension = ast.UnrolledDimension | ast.FactorConstraint | ast.OrderEntry;

export const isNamingDimension = (node: unknown): node is NamingDimension =>
  ast.isUnrolledDimension(node) || ast.isFactorConstraint(node) || ast.isOrderEntry(node);

/** The couplings of an architecture, each once; those that cannot be found are left out. */
export function couplingsOf(architecture: ast.Architecture | undefined): ast.Coupling[] {
  const couplings = architecture?.couplings ?? [];
  const [only] = couplings;
  // Asked for each name of an architecture, most of which have one.
  if (couplings.length === 1) return only?.ref ? [only.ref] : [];
  return [...new Set(couplings.flatMap((coupling) => coupling?.ref ?? []))];
}

/** The couplings that a name of a dimension speaks of: the one that is named before it or before its order, or all. */
export function couplingsMeant(node: NamingDimension): ast.Coupling[] {
  const { $container: list } = node;
  const named = node.coupling ?? (ast.isOrderProperty(list) ? list.coupling : undefined);
  if (named) return named.ref ? [named.ref] : [];
  return couplingsOf(AstUtils.getContainerOfType(node, ast.isArchitecture));
}

/** All dimensions that a name stands for, one a coupling. */
export function dimensionsMeant(node: NamingDimension): ast.Dimension[] {
  const name = node.dimension?.ref?.name;
  return couplingsMeant(node).flatMap(({ dimensions }) => dimensions.find((one) => one.name === name) ?? []);
}

/** A name of a dimension as it is spelled, `depthwise.C`; what two of them share if they are the same. */
export function textOf({ coupling, dimension }: NamingDimension): string {
  const path = [coupling?.$refText, dimension?.$refText].filter((name) => name !== undefined);
  return printPath(path);
}
