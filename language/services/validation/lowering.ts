import { AstUtils } from 'langium';
import type * as ast from '../../generated/ast.js';
import type { Problem } from '../../lower/index.js';
import type { Context } from './context.js';
import type { Facts, Report } from './finding.js';

/** What lowering says of single values, wherever in the document they stand. */
export function checkLowering(file: ast.SourceFile, report: Report, { services }: Context): void {
  for (const problem of services.lowering.LoweringProvider.document(AstUtils.getDocument(file)).problems) {
    const related = problem.first && [{ message: 'Given here first.', source: problem.first }];
    report({ ...problem, data: data(problem) }, { node: file, range: problem.source }, related);
  }
}

function data({ suggestion }: Problem): Facts | undefined {
  return suggestion === undefined ? undefined : { suggestion };
}
