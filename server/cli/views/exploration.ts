import { FIGURES, number, percent, ratio, withinGap, withUnit } from '../../../language/figures.js';
import { raggedText, SOURCE_NAMES, timesOptimum } from '../../../language/report/index.js';
import { distributionOf, histogram } from '../../mapper/explore/distribution.js';
import type { Point } from '../../mapper/explore/point.js';
import type { Explored, ExploreRequest, Points } from '../../mapper/explore/request.js';
import type { Page } from '../style.js';
import { type Cell, header, table, wrap } from '../table.js';

const BARS = ' ▁▂▃▄▅▆▇█';
const BINS = 60;
const INDENT = '  ';

/** How the mappings of each source lie to the best, with histograms, and the Pareto front of all. */
export function explorationText(request: ExploreRequest, explored: Explored, page: Page): string {
  const { paint } = page;
  const { architecture, workload, seed } = request;
  const { mappings, points } = explored;
  return `${[
    paint('bold', `${workload.name} on ${architecture.name}, seed ${seed}`),
    ...indented(
      mappings === null
        ? 'legal mappings whose loops divide too many to be counted, sampled by a random walk'
        : `${number(mappings)} legal mappings whose loops divide, each drawn with the same probability`,
      page,
    ),
    ...indented(bestText(explored), page),
    ...(explored.optimum.ragged ? indented(raggedText(explored.optimum), page) : []),
    ...points.flatMap((own) => ['', ...one(own, explored, page)]),
    '',
    ...frontText(explored, page),
  ].join('\n')}\n`;
}

function bestText({ objective, optimum: { value, gap, proven } }: Explored): string {
  const figure = FIGURES[objective];
  const distance = proven || gap === null ? '' : `, ${withinGap(gap)} of the best possible`;
  return `${proven ? 'optimum' : 'best known'} ${figure.name} ${withUnit(figure, value)}${distance}`;
}

function one(own: Points, explored: Explored, page: Page): string[] {
  const { count, within, quantiles } = distributionOf(own, explored);
  const { objective, optimum } = explored;
  const bins = histogram(own, explored, Math.min(BINS, page.columns - INDENT.length));
  const most = Math.max(...bins.map((bin) => bin.count));
  const bars = bins.map((bin) => BARS[bin.count === 0 ? 0 : 1 + Math.floor(((BARS.length - 2) * bin.count) / most)]);
  const near = within.map(({ percent: distance, share }) => `within ${distance} %: ${percent(share)}`).join(' · ');
  const best = timesOptimum(quantiles[0]!.value, optimum.value);
  return [
    page.paint('bold', `${number(count)} ${SOURCE_NAMES[own.source]}`),
    ...indented(`${near} · the best has ${best} the ${FIGURES[objective].name}`, page),
    `${INDENT}${bars.join('')}`,
    ...indented(`1 to ${ratio(bins[bins.length - 1]!.to)} times worse than the best, logarithmic`, page),
  ];
}

/** The product of two others, so it may be left out where there is little room. */
const EDP = 'EDP, J·cycle';
const DISPENSABLE = [EDP];

/** What nothing that was looked at beats in both energy and latency. */
function frontText({ front, objective, optimum }: Explored, page: Page): string[] {
  const { paint } = page;
  const rows: Cell[][] = [
    header(['Pareto front', 'energy, µJ', 'cycles', EDP, `${FIGURES[objective].name}, × best`], paint),
    ...front.map((point) => [
      nameOf(point),
      FIGURES.energy.show(point.energy_pJ),
      number(point.latency_cycles),
      FIGURES.edp.show(point.energy_pJ * point.latency_cycles),
      timesOptimum(point.value, optimum.value),
    ]),
  ];
  return table('lrrrr', rows, { columns: page.columns - INDENT.length }, DISPENSABLE).map((line) => INDENT + line);
}

const nameOf = ({ source, index }: Point): string =>
  source === 'optimum' ? 'the best' : `${source === 'random' ? 'random' : 'descent'} ${number(index + 1)}`;

const indented = (text: string, page: Page): string[] =>
  wrap(text, page.columns - INDENT.length).map((line) => INDENT + line);
