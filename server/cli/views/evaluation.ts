import {
  duration,
  FIGURE_NAMES,
  figureTexts,
  microjoules,
  number,
  percent,
  portLoads,
  withinGap,
} from '../../../language/figures.js';
import type { EvaluationReport, LevelReport, MemoryReport } from '../../../language/model/index.js';
import type { MapReport } from '../../mapper/request.js';
import { grownSizes } from '../padding.js';
import type { Page, Paint } from '../style.js';
import { type Cell, header, table, wrap } from '../table.js';
import { amount } from './figures.js';

/**
 * One result for reading: mapping, memory operations, bandwidth and latency, energy, totals.
 *
 * @param sizes of the workload, where padding may have made the mapping larger
 */
export function evaluationText(
  report: EvaluationReport | MapReport,
  page: Page,
  sizes?: Readonly<Record<string, number>>,
): string {
  const { paint } = page;
  const head = (name: string) => paint('bold', name);
  return [
    ...wrap(title(report), page.columns).map(head),
    ...remarks(report, paint),
    ...paddings(report, sizes ?? {}, paint),
    '',
    head('Mapping'),
    ...nest(report, page),
    '',
    head('Memory operations (words, all instances)'),
    ...operations(report, page),
    '',
    head('Bandwidth (words/cycle, per instance) and latency (cycles)'),
    ...bandwidths(report, page),
    '',
    head('Energy'),
    ...energies(report, page),
    '',
    head('Totals'),
    ...totals(report, page),
    '',
  ].join('\n');
}

/** `rowStationary: MB6 (M 512, K 256, N 256) on Eyeriss` */
function title({ mappingName, workload, sizes, architecture }: EvaluationReport): string {
  const each = Object.entries(sizes).map(([name, size]) => `${name} ${number(size)}`);
  return `${mappingName === undefined ? '' : `${mappingName}: `}${workload} (${each.join(', ')}) on ${architecture}`;
}

function remarks(report: EvaluationReport, paint: Paint): string[] {
  return [
    ...report.violations.map(({ rule, message }) => `${paint('red', 'not legal')} (${rule}): ${message}`),
    ...report.reducedConstraints.map(
      ({ level, dimension, from, to }) =>
        `${paint('yellow', 'reduced')}: the constraint of ${level} on ${dimension} from ${number(from)} to ${number(to)}, to fit the workload`,
    ),
  ];
}

function paddings(report: EvaluationReport, sizes: Readonly<Record<string, number>>, paint: Paint): string[] {
  return grownSizes(report, sizes).map(
    ({ dimension, from, to }) => `${paint('yellow', 'padded')}: ${dimension} from ${number(from)} to ${number(to)}`,
  );
}

/** The compact notation: a line a level, outermost first, beside what it fills of its memory or mesh. */
function nest({ levels, mapping }: EvaluationReport, page: Page): string[] {
  return table(
    'lll',
    levels.map((level, i): Cell[] => {
      const loops = mapping[i].loops.map(([dimension, iterations]) => `${dimension} ${number(iterations)}`).join(' · ');
      return [indented(level.name, page.paint), loops || '–', filled(level)];
    }),
    page,
  );
}

function filled(level: LevelReport): string {
  if (level.type !== 'memory')
    return `${number(level.used)} of ${number(level.mesh)} ${level.type === 'compute' ? 'MACs' : 'instances'}`;
  const { footprint_words: words, capacity_words: capacity } = level;
  return capacity === null ? `${number(words)} words` : `${number(words)} of ${number(capacity)} words`;
}

function operations({ levels }: EvaluationReport, page: Page): string[] {
  const { paint } = page;
  const rows = memories(levels).flatMap(({ name, operands }) =>
    Object.entries(operands).map(([operand, { reads, writes, drains, fills }], i): Cell[] => [
      i === 0 ? indented(name, paint) : '',
      operand,
      amount(reads - (drains ?? 0)),
      // What arrives from outside is a fill, whatever the operand; only an output is also updated from inside.
      amount(fills ?? writes),
      fills === undefined ? '' : amount(writes - fills),
      drains === undefined ? '' : amount(drains),
    ]),
  );
  return table('llrrrr', [header(['', '', 'reads', 'fills', 'updates', 'drains'], paint), ...rows], page);
}

function bandwidths({ levels }: EvaluationReport, page: Page): string[] {
  const { paint } = page;
  const rows = memories(levels).map(({ name, bandwidth, ...level }): Cell[] => {
    const { required, available } = bandwidth;
    const loads = portLoads(bandwidth);
    const side = (a: number, b: number, load: number, most: number): Cell[] => {
      const over = load > most;
      const available = amount(most);
      return [amount(a), amount(b), over ? { ...available, paint: (text) => paint('red', text) } : available];
    };
    return [
      indented(name, paint),
      ...side(required.read, required.drain, loads.read, available.read),
      ...side(required.fill, required.update, loads.write, available.write),
      amount(level.readDrain_cycles),
      amount(level.fillUpdate_cycles),
      amount(level.stall_cycles),
    ];
  });
  const titles = ['', 'read', 'drain', 'of', 'fill', 'update', 'of', 'read+drain', 'fill+update', 'stalls'];
  // Stalls tell what the two cycle counts mean for the latency.
  return table('lrrrrrrrrr', [header(titles, paint), ...rows], page, ['fill+update', 'read+drain', 'update', 'drain']);
}

/** What each memory and the MACs take, and their share of the total; fanouts take nothing. */
function energies({ levels, energy_pJ: total }: EvaluationReport, page: Page): string[] {
  const rows = levels.flatMap((level): Cell[][] =>
    level.type === 'fanout'
      ? []
      : [
          [
            indented(level.name, page.paint),
            `${microjoules(level.energy_pJ)} µJ`,
            total > 0 ? percent(level.energy_pJ / total) : '',
          ],
        ],
  );
  return table('lrr', rows, page);
}

function totals(report: EvaluationReport | MapReport, page: Page): string[] {
  const { paint } = page;
  const rows: Cell[][] = FIGURE_NAMES.map((name, i) => [indented(name, paint), figureTexts(report)[i]]);
  if (report.area_um2 !== null) rows.push([indented('area', paint), `${number(report.area_um2)} µm²`]);
  if ('search' in report) rows.push([indented('search', paint), searched(report.search)]);
  return table('ll', rows, page);
}

/** `factorflow, 12,345 evaluations in 80 ms, within 3.1 % of the best possible` */
function searched({ strategy, evaluations, seconds, gap, proven }: MapReport['search']): string {
  const distance = proven ? ', optimal' : gap === null ? '' : `, ${withinGap(gap)} of the best possible`;
  return `${strategy}, ${number(evaluations)} evaluations in ${duration(seconds)}${distance}`;
}

const memories = (levels: readonly LevelReport[]): MemoryReport[] =>
  levels.filter((level): level is MemoryReport => level.type === 'memory');

const indented = (text: string, paint: Paint): Cell => ({
  text: `  ${text}`,
  paint: (shown) => paint('cyan', shown),
});
