import { FIGURE_NAMES, type Figures, figureTexts } from '../figures.js';
import type { TargetResult } from '../map-all.js';
import type { Paint } from '../style.js';
import { type Cell, header, table } from '../table.js';

/** Several architectures side by side, the best of each figure in bold. */
export function comparisonText(results: readonly TargetResult[], paint: Paint): string {
  const rows = results.flatMap(row);
  const values = rows.map(({ figures }) => inOrder(figures));
  const best = values[0]?.map((_, i) => {
    const column = values.map((value) => value[i]);
    return HIGHER_IS_BETTER[i] ? Math.max(...column) : Math.min(...column);
  });
  const cells = rows.map(({ architecture, figures }, r): Cell[] => [
    `  ${architecture}`,
    ...figureTexts(figures).map((text, i) => (values[r][i] === best[i] ? { text, shown: paint('bold', text) } : text)),
  ]);
  const title = results[0].kind === 'network' ? results[0].report.network : results[0].layer.report.workload;
  return [paint('bold', title), ...table('lrrrrr', [header(['', ...FIGURE_NAMES], paint), ...cells]), ''].join('\n');
}

/** Nothing of a network with layers that were not mapped: its sums would look better than they are. */
function row(result: TargetResult): { architecture: string; figures: Figures }[] {
  const { report } = result.kind === 'network' ? result : result.layer;
  const figures = 'totals' in report ? report.totals : report;
  return figures ? [{ architecture: report.architecture, figures }] : [];
}

/** In the order of FIGURE_NAMES. */
const inOrder = (of: Figures) => [of.edp_pJ_cycles, of.energy_pJ, of.latency_cycles, of.utilization, of.wart];
const HIGHER_IS_BETTER = [false, false, false, true, true];
