import { number, percent } from '../../../language/services/hover/numbers.js';
import { histogram } from '../../mapper/explore/distribution.js';
import type { Exploration } from '../commands/explore.js';
import type { Paint } from '../style.js';
import { type Cell, header, table } from '../table.js';

const BARS = ' ▁▂▃▄▅▆▇█';
const BINS = 60;

const NAMES = { random: 'random mappings', starts: 'greedy descents from random starts' } as const;

/** The distribution of EDP for each source, with a histogram from the optimum to the worst. */
export function explorationText(explorations: readonly Exploration[], paint: Paint): string {
  return explorations.map((exploration) => one(exploration, paint)).join('\n');
}

function one({ request, explored, distribution }: Exploration, paint: Paint): string {
  const { optimum_pJ_cycles: optimum, proven, count, quantiles, within } = distribution;
  const joules = (edp: number): string => (edp * 1e-12).toPrecision(4);
  const rows: Cell[][] = [
    header(['share', 'EDP, J·cycle', '× optimum'], paint),
    ...quantiles.map(({ share, edp_pJ_cycles: edp }) => [nameOf(share), joules(edp), (edp / optimum).toPrecision(4)]),
  ];
  const bins = histogram(explored, BINS);
  const most = Math.max(...bins.map((bin) => bin.count));
  const bars = bins.map((bin) => BARS[bin.count === 0 ? 0 : 1 + Math.floor(((BARS.length - 2) * bin.count) / most)]);
  const near = within.map(({ percent: distance, share }) => `within ${distance} %: ${percent(share)}`).join(' · ');
  return `${[
    `${number(count)} ${NAMES[request.source]} of ${request.workload.name} on ${request.architecture.name}, seed ${request.seed}`,
    `  optimum ${joules(optimum)} J·cycle${proven ? '' : ' or better'}; ${near}`,
    '',
    ...table('lrr', rows).map((line) => `  ${line}`),
    '',
    `  ${bars.join('')}`,
    `  ${joules(bins[0].from)} to ${joules(bins[bins.length - 1].to)} J·cycle, logarithmic`,
  ].join('\n')}\n`;
}

const nameOf = (share: number): string => (share === 0 ? 'best' : share === 1 ? 'worst' : `${share * 100} %`);
