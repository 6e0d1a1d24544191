import { number } from '../../figures.js';
import type * as ast from '../../generated/ast.js';
import { area } from '../../model/index.js';
import { printName } from '../../print/print.js';
import { documentation, type HoverContext } from './context.js';
import { describe, howToGetResults } from './level.js';
import { blocks, code, list, source } from './markdown.js';
import { notGiven } from './missing-quantities.js';
import { totals } from './totals.js';

/** The levels of an architecture from the outermost in, and its last result. */
export function architectureHover(node: ast.Architecture, context: HoverContext): string {
  const couplings = node.couplings.map(({ $refText }) => printName($refText)).join(', ');
  const head = source(`architecture ${printName(node.name)}${couplings === '' ? '' : ` : ${couplings}`}`);
  const architecture = context.lowering.architecture(node).value;
  if (!architecture) return blocks(head, documentation(node, context));
  const last = context.services.session.LastResults.forArchitecture(architecture);
  const total = area(architecture);
  return blocks(
    head,
    documentation(node, context),
    list(
      architecture.levels.map((level, i) => {
        const lacking = notGiven(node.levels[i]!, level, context.lowering);
        return `${code(level.name)}: ${describe(level, architecture, lacking)}`;
      }),
    ),
    total === null ? undefined : `Area ${number(total)} µm².`,
    '---',
    last
      ? blocks(
          `Last result, for ${code(last.report.workload)}${last.outdated === null ? '' : `, **${last.outdated}**`}:`,
          totals(last.report),
        )
      : howToGetResults(architecture),
  );
}
