import { type AstNode, AstUtils, GrammarUtils } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import * as ast from '../../generated/ast.js';
import { printName } from '../../print/print.js';
import { declarationsOf } from '../../references/declarations.js';
import { type Fix, type FixContext, insert, replace } from './fix.js';

/** Strides and numbers that change nothing. */
export function loneStride(at: AstNode): Fix[] {
  const term = AstUtils.getContainerOfType(at, ast.isTerm);
  const dimension = term?.factors.find(({ ref }) => ast.isDimension(ref));
  if (!term || !dimension) return [];
  const strides = term.factors.filter((factor) => factor !== dimension).map(({ $refText }) => printName($refText));
  const title = `Remove \`${[...term.coefficients.map(({ value }) => value), ...strides].join('*')}\``;
  return [{ title, edits: replace(term, term.$cstNode, printName(dimension.$refText)), preferred: true }];
}

/** The coupling that an architecture or a workload is written for. */
export function couplingMissing(at: AstNode, _: Diagnostic, context: FixContext): Fix[] {
  const node = AstUtils.getContainerOfType(
    at,
    (one) => ast.isArchitecture(one) || ast.isWorkload(one) || ast.isInlineLayer(one),
  );
  const name = node && GrammarUtils.findNodeForProperty(node.$cstNode, 'name');
  if (!node || !name) return [];
  const coupling = couplingFor(node, context);
  const colon = GrammarUtils.findNodeForKeyword(node.$cstNode, ':');
  const edits = colon
    ? [insert(node, colon.end, ` ${printName(coupling)}`)]
    : [insert(node, name.end, ` : ${printName(coupling)}`)];
  return [{ title: `Add \`: ${coupling}\``, edits }];
}

/** The coupling that has all the names that something uses, and the fewest others; the document's own come first. */
function couplingFor(node: AstNode, { document, services }: FixContext): string {
  const names = AstUtils.streamAst(node)
    .flatMap((one) => AstUtils.streamReferences(one))
    .filter(({ property }) => property === 'index' || property.startsWith('dimension'))
    .map(({ reference }) => reference.$refText)
    .toArray();
  const own = declarationsOf(document).filter(ast.isCoupling).reverse();
  const visible = services.references.ScopeProvider.declarations(document, ast.Coupling.$type).getAllElements();
  const all = [...own, ...visible.map(({ node: coupling }) => coupling).filter(ast.isCoupling)];
  const indices = ({ dimensions, strides }: ast.Coupling) => [...dimensions, ...strides].map(({ name }) => name);
  const fitting = all.filter((coupling) => names.every((name) => indices(coupling).includes(name)));
  const fewest = Math.min(...fitting.map((coupling) => indices(coupling).length));
  const [best = own[0]] = fitting.filter((coupling) => own.includes(coupling) || indices(coupling).length === fewest);
  return best?.name ?? 'gemm';
}
