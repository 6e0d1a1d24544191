import { AstUtils } from 'langium';
import { rowOf } from '../diagnostics/index.js';
import * as ast from '../generated/ast.js';
import { type LoweringProblem, sourceOf, sourceOfProperty } from '../lower/index.js';
import { brokenOff } from '../parser/incomplete.js';
import { nodesIn } from '../parser/syntax-tree.js';
import type { Context } from './context.js';
import type { Report } from './report.js';

/** What lowering says of single values, wherever in the document they stand. */
export function checkLowering(file: ast.SourceFile, report: Report, { services }: Context): void {
  const unread = new Set(file.declarations.flatMap(placesOfUnread));
  const { problems } = services.lowering.LoweringProvider.document(AstUtils.getDocument(file));
  for (const { code, params, source, related } of problems) {
    if (rowOf(code).missing && unread.has(placeOf(source))) continue;
    report(code, params, { node: file, range: source }, related);
  }
}

/**
 * Where what may be missing would be: in a declaration that is broken off, at its name and all that has none of its own; at
 * the names of levels that are broken off.
 */
function placesOfUnread(declaration: ast.Declaration): string[] {
  const levels = ast.isArchitecture(declaration) ? declaration.levels : [];
  const broken = brokenOff(declaration);
  const unread = levels.filter(brokenOff);
  const names = [...(broken ? [declaration] : []), ...unread].map((node) => sourceOfProperty(node, 'name'));
  return [...names, ...(broken ? nodesIn(declaration).map(sourceOf) : [])].map(placeOf);
}

const placeOf = ({ start }: LoweringProblem['source']): string => `${start.line}:${start.character}`;
