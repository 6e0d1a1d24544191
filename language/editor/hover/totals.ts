import { figuresFor, figureTexts, incomparable } from '../../figures.js';
import type { EvaluationReport } from '../../model/index.js';
import { type Block, blocks, list, table } from './markdown.js';

/** The figures of merit of a result, and what is wrong with its mapping. */
export function totals(report: EvaluationReport): string {
  const figures = figureTexts(report);
  const shown = incomparable(report) === null ? figures : figures.map((figure) => `~~${figure}~~`);
  return blocks(
    table(
      figuresFor(report).map(({ name }) => name),
      [shown],
    ),
    violations(report),
    reductions(report),
  );
}

function violations(report: EvaluationReport): Block {
  const flaw = incomparable(report);
  if (flaw === null) return undefined;
  const rules = list(report.violations.map(({ message }) => message));
  return blocks(`**Not legal**: these numbers are ${flaw}.`, rules);
}

function reductions({ reducedConstraints: reduced }: EvaluationReport): Block {
  if (reduced.length === 0) return undefined;
  const each = reduced.map(({ level, dimension, from, to }) => `${level} ${dimension} ${from} → ${to}`);
  return `Constraints reduced to fit the workload: ${each.join(', ')}.`;
}
