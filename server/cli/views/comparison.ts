import { type Figures, figuresFor } from '../../../language/figures.js';
import { leftOutText } from '../../../language/report/index.js';
import type { TargetResult } from '../map-all.js';
import type { Page } from '../style.js';
import { type Cell, header, table } from '../table.js';
import { DISPENSABLE_FIGURES, figureCells } from './figures.js';

/** Several architectures side by side, the best of each figure in bold. */
export function comparisonText(results: readonly TargetResult[], page: Page): string {
  const { paint } = page;
  const rows = results.flatMap(row);
  const columns = figuresFor(...rows.map(({ figures }) => figures));
  const best = columns.map(({ better, of }) => {
    // Sums that leave something out look better than they are.
    const column = rows
      .filter(({ without }) => without === '')
      .map(({ figures }) => of(figures))
      .filter((value) => !Number.isNaN(value));
    const value = better === 'higher' ? Math.max(...column) : Math.min(...column);
    return ({ figures, without }: Row) => without === '' && of(figures) === value;
  });
  const cells = rows.map((row): Cell[] => [
    `  ${row.architecture}${row.without}`,
    ...figureCells(row.figures, columns).map((cell, i) =>
      best[i]!(row) ? { ...cell, paint: (text: string) => paint('bold', text) } : cell,
    ),
  ]);
  const title = results[0]!.kind === 'network' ? results[0]!.report.network : results[0]!.layer.report.workload;
  return [
    paint('bold', title),
    ...table(
      `l${'r'.repeat(columns.length)}`,
      [header(['', ...columns.map(({ name }) => name)], paint), ...cells],
      page,
      DISPENSABLE_FIGURES,
    ),
    '',
  ].join('\n');
}

interface Row {
  readonly architecture: string;
  readonly figures: Figures;
  /** What of a network they leave out. */
  readonly without: string;
}

/** Nothing of a network whose search was stopped: its sums would mean nothing. */
function row(result: TargetResult): Row[] {
  const { report } = result.kind === 'network' ? result : result.layer;
  if (!('totals' in report)) return [{ architecture: report.architecture, figures: report, without: '' }];
  const { architecture, totals, leftOut } = report;
  if (!totals) return [];
  const without = leftOut.length > 0 ? `, without ${leftOutText(leftOut, totals)}` : '';
  return [{ architecture, figures: totals, without }];
}
