import { FIGURE_NAMES, FIGURES, type Figures } from '../../../language/figures.js';
import type { TargetResult } from '../map-all.js';
import type { Page } from '../style.js';
import { type Cell, header, table } from '../table.js';
import { DISPENSABLE_FIGURES, figureCells } from './figures.js';

/** Several architectures side by side, the best of each figure in bold. */
export function comparisonText(results: readonly TargetResult[], page: Page): string {
  const { paint } = page;
  const rows = results.flatMap(row);
  const best = Object.values(FIGURES).map(({ better, of }) => {
    const column = rows.map(({ figures }) => of(figures));
    const value = better === 'higher' ? Math.max(...column) : Math.min(...column);
    return (figures: Figures) => of(figures) === value;
  });
  const cells = rows.map(({ architecture, figures }): Cell[] => [
    `  ${architecture}`,
    ...figureCells(figures).map((cell, i) =>
      best[i]!(figures) ? { ...cell, paint: (text: string) => paint('bold', text) } : cell,
    ),
  ]);
  const title = results[0]!.kind === 'network' ? results[0]!.report.network : results[0]!.layer.report.workload;
  return [
    paint('bold', title),
    ...table('lrrrrrr', [header(['', ...FIGURE_NAMES], paint), ...cells], page, DISPENSABLE_FIGURES),
    '',
  ].join('\n');
}

/** Nothing of a network with layers that were not mapped: its sums would look better than they are. */
function row(result: TargetResult): { architecture: string; figures: Figures }[] {
  const { report } = result.kind === 'network' ? result : result.layer;
  const figures = 'totals' in report ? report.totals : report;
  return figures ? [{ architecture: report.architecture, figures }] : [];
}
