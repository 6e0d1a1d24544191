import { FIGURE_NAMES, figureTexts } from '../../figures.js';
import type { EvaluationReport } from '../../model/index.js';
import { type Block, blocks, list, table } from './markdown.js';

/** The figures of merit of a result, and what is wrong with its mapping. */
export function totals(report: EvaluationReport): string {
  return blocks(table(FIGURE_NAMES, [figureTexts(report)]), violations(report), reductions(report));
}

function violations({ violations: broken }: EvaluationReport): Block {
  if (broken.length === 0) return undefined;
  return blocks('**Not legal**, so these numbers are of no mapping that can run:', list(broken.map((v) => v.message)));
}

function reductions({ reducedConstraints: reduced }: EvaluationReport): Block {
  if (reduced.length === 0) return undefined;
  const each = reduced.map(({ level, dimension, from, to }) => `${level} ${dimension} ${from} → ${to}`);
  return `Constraints reduced to fit the workload: ${each.join(', ')}.`;
}
