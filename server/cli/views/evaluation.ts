import { duration, FIGURE_NAMES, figureTexts, number, withinGap } from '../../../language/figures.js';
import type { EvaluationReport, LevelReport, MemoryReport } from '../../../language/model/index.js';
import type { MapReport } from '../../mapper/request.js';
import { grownSizes } from '../padding.js';
import type { Paint } from '../style.js';
import { type Cell, header, table } from '../table.js';

/**
 * One result for reading: mapping, memory operations, bandwidth and latency, totals.
 *
 * @param sizes of the workload, where padding may have made the mapping larger
 */
export function evaluationText(
  report: EvaluationReport | MapReport,
  paint: Paint,
  sizes?: Readonly<Record<string, number>>,
): string {
  const head = (name: string) => paint('bold', name);
  return [
    head(title(report)),
    ...remarks(report, paint),
    ...paddings(report, sizes ?? {}, paint),
    '',
    head('Mapping'),
    ...nest(report, paint),
    '',
    head('Memory operations (words, all instances)'),
    ...operations(report, paint),
    '',
    head('Bandwidth (words/cycle, per instance) and latency (cycles)'),
    ...bandwidths(report, paint),
    '',
    head('Totals'),
    ...totals(report, paint),
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
function nest({ levels, mapping }: EvaluationReport, paint: Paint): string[] {
  return table(
    'lll',
    levels.map((level, i): Cell[] => {
      const loops = mapping[i].loops.map(([dimension, iterations]) => `${dimension} ${number(iterations)}`).join(' · ');
      return [indented(level.name, paint), loops || '–', filled(level)];
    }),
  );
}

function filled(level: LevelReport): string {
  if (level.type !== 'memory')
    return `${number(level.used)} of ${number(level.mesh)} ${level.type === 'compute' ? 'MACs' : 'instances'}`;
  const { footprint_words: words, capacity_words: capacity } = level;
  return capacity === null ? `${number(words)} words` : `${number(words)} of ${number(capacity)} words`;
}

function operations({ levels }: EvaluationReport, paint: Paint): string[] {
  const rows = memories(levels).flatMap(({ name, operands }) =>
    Object.entries(operands).map(([operand, { reads, writes, drains, fills }], i): Cell[] => [
      i === 0 ? indented(name, paint) : '',
      operand,
      number(reads - (drains ?? 0)),
      // What arrives from outside is a fill, whatever the operand; only an output is also updated from inside.
      number(fills ?? writes),
      fills === undefined ? '' : number(writes - fills),
      drains === undefined ? '' : number(drains),
    ]),
  );
  return table('llrrrr', [header(['', '', 'reads', 'fills', 'updates', 'drains'], paint), ...rows]);
}

function bandwidths({ levels }: EvaluationReport, paint: Paint): string[] {
  const rows = memories(levels).map(({ name, bandwidth: { required, available }, ...level }): Cell[] => {
    const side = (a: number, b: number, most: number): Cell[] => {
      const over = a + b > most;
      const text = number(most);
      return [number(a), number(b), over ? { text, shown: paint('red', text) } : text];
    };
    return [
      indented(name, paint),
      ...side(required.read, required.drain, available.read),
      ...side(required.fill, required.update, available.write),
      number(level.readDrain_cycles),
      number(level.fillUpdate_cycles),
      number(level.stall_cycles),
    ];
  });
  const titles = ['', 'read', 'drain', 'of', 'fill', 'update', 'of', 'read+drain', 'fill+update', 'stalls'];
  return table('lrrrrrrrrr', [header(titles, paint), ...rows]);
}

function totals(report: EvaluationReport | MapReport, paint: Paint): string[] {
  const rows: Cell[][] = FIGURE_NAMES.map((name, i) => [indented(name, paint), figureTexts(report)[i]]);
  if (report.area_um2 !== null) rows.push([indented('area', paint), `${number(report.area_um2)} µm²`]);
  if ('search' in report) rows.push([indented('search', paint), searched(report.search)]);
  return table('ll', rows);
}

/** `factorflow, 12,345 evaluations in 80 ms, within 3.1 % of the best possible` */
function searched({ strategy, evaluations, seconds, gap, proven }: MapReport['search']): string {
  const distance = proven ? ', optimal' : gap === null ? '' : `, ${withinGap(gap)} of the best possible`;
  return `${strategy}, ${number(evaluations)} evaluations in ${duration(seconds)}${distance}`;
}

const memories = (levels: readonly LevelReport[]): MemoryReport[] =>
  levels.filter((level): level is MemoryReport => level.type === 'memory');

const indented = (text: string, paint: Paint): Cell => ({ text: `  ${text}`, shown: `  ${paint('cyan', text)}` });
