import { edp as joules, number, percent, ratio, withinGap } from '../../../language/figures.js';
import { distributionOf, histogram, worstOf } from '../../mapper/explore/distribution.js';
import type { Explored, ExploreRequest, Points } from '../../mapper/explore/request.js';
import type { Page } from '../style.js';
import { type Cell, header, table, wrap } from '../table.js';

const BARS = ' ▁▂▃▄▅▆▇█';
const BINS = 60;
const INDENT = '  ';

const NAMES = { random: 'random mappings', starts: 'greedy descents from random starts' } as const;

/** The distribution of EDP for each source, with histograms from the optimum to the worst of all. */
export function explorationText(request: ExploreRequest, explored: Explored, page: Page): string {
  const { paint } = page;
  const { architecture, workload, seed } = request;
  const { mappings, optimum, points } = explored;
  const { edp_pJ_cycles: best, gap, proven } = optimum;
  const distance = gap === null ? '' : `, ${withinGap(gap)} of the best possible`;
  return `${[
    paint('bold', `${workload.name} on ${architecture.name}, seed ${seed}`),
    ...wrap(
      mappings === null
        ? 'legal mappings too many to be counted, sampled by a random walk'
        : `${number(mappings)} legal mappings, each drawn with the same probability`,
      page.columns - INDENT.length,
    ).map((line) => INDENT + line),
    `  ${proven ? 'optimum' : 'best known'} ${joules(best)} J·cycle${proven ? '' : distance}`,
    ...points.flatMap((own) => ['', ...one(own, explored, page)]),
  ].join('\n')}\n`;
}

function one({ source, edp_pJ_cycles }: Points, explored: Explored, page: Page): string[] {
  const { paint } = page;
  const optimum = explored.optimum.edp_pJ_cycles;
  const { count, quantiles, within } = distributionOf(edp_pJ_cycles, explored.optimum);
  const rows: Cell[][] = [
    header(['share', 'EDP, J·cycle', '× optimum'], paint),
    ...quantiles.map(({ share, edp_pJ_cycles: edp }) => [nameOf(share), joules(edp), ratio(edp / optimum)]),
  ];
  const bins = histogram(edp_pJ_cycles, optimum, worstOf(explored), Math.min(BINS, page.columns - INDENT.length));
  const most = Math.max(...bins.map((bin) => bin.count));
  const bars = bins.map((bin) => BARS[bin.count === 0 ? 0 : 1 + Math.floor(((BARS.length - 2) * bin.count) / most)]);
  const near = within.map(({ percent: distance, share }) => `within ${distance} %: ${percent(share)}`).join(' · ');
  return [
    paint('bold', `${number(count)} ${NAMES[source]}`),
    ...wrap(near, page.columns - INDENT.length).map((line) => INDENT + line),
    ...table('lrr', rows, { columns: page.columns - INDENT.length }).map((line) => INDENT + line),
    `  ${bars.join('')}`,
    `  ${joules(bins[0]!.from)} to ${joules(bins[bins.length - 1]!.to)} J·cycle, logarithmic`,
  ];
}

const nameOf = (share: number): string => (share === 0 ? 'best' : share === 1 ? 'worst' : `${share * 100} %`);
