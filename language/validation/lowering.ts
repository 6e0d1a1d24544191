import { AstUtils } from 'langium';
import * as ast from '../generated/ast.js';
import { type Problem, sourceOf, sourceOfProperty } from '../lower/index.js';
import { brokenOff } from '../parser/incomplete.js';
import { nodesIn } from '../parser/syntax-tree.js';
import type { Context } from './context.js';
import type { Facts, Report } from './finding.js';

/** What lowering says of single values, wherever in the document they stand. */
export function checkLowering(file: ast.SourceFile, report: Report, { services }: Context): void {
  const unread = new Set(file.declarations.flatMap(placesOfUnread));
  for (const problem of services.lowering.LoweringProvider.document(AstUtils.getDocument(file)).problems) {
    if (MISSING.has(problem.code) && unread.has(placeOf(problem.source))) continue;
    const related = problem.first && [{ message: 'Given here first.', source: problem.first }];
    report({ ...problem, data: data(problem) }, { node: file, range: problem.source }, related);
  }
}

/** What may be written in the text that the parser lost to a syntax error. */
const MISSING: ReadonlySet<Problem['code']> = new Set([
  ...(['ffarch/coupling-missing', 'ffarch/coupling-incomplete', 'ffarch/missing-size'] as const),
  ...(['ffarch/mapping-incomplete', 'ffarch/missing-property', 'ffarch/mesh-missing', 'ffarch/value-missing'] as const),
]);

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

const placeOf = ({ start }: Problem['source']): string => `${start.line}:${start.character}`;

function data({ suggestion }: Problem): Facts | undefined {
  return suggestion === undefined ? undefined : { suggestion };
}
