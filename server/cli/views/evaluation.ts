import { duration, incomparable, number, plural, withinGap, withUnit } from '../../../language/figures.js';
import type { EvaluationReport } from '../../../language/model/index.js';
import {
  ENERGY_COLUMNS,
  energyRows,
  filledOf,
  filledText,
  levelText,
  linksOf,
  loopsText,
  memoriesOf,
  OPERATIONS,
  operandRows,
  PORTS,
  passingRows,
  portRows,
  totalRows,
  windowRows,
  windowText,
} from '../../../language/report/index.js';
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
    ...windowRows(report).flatMap((row) =>
      wrap(`${row.memory}: ${windowText(row)}`, page.columns - 2).map((line) => `  ${line}`),
    ),
    '',
    head('Memory operations (words, all instances)'),
    ...operations(report, page),
    '',
    head(`Bandwidth (${bandwidthUnit(report)}, per instance) and latency (cycles)`),
    ...bandwidths(report, page),
    '',
    ...(linksOf(report).length > 0
      ? [head('Links (words, all instances; per cycle and instance)'), ...links(report, page), '']
      : []),
    head('Energy'),
    ...energies(report, page),
    '',
    head('Totals') + flaw(report, paint),
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
      return [
        indented(levelText(mapping[i]!), page.paint),
        loopsText(mapping[i]!.loops) || '–',
        level.type === 'link' ? '–' : filledText(filledOf(level)),
      ];
    }),
    page,
  );
}

function operations(report: EvaluationReport, page: Page): string[] {
  const { paint } = page;
  const rows = memoriesOf(report).flatMap((memory) =>
    operandRows(memory).map(({ operand, words }, i): Cell[] => [
      i === 0 ? indented(memory.name, paint) : '',
      operand,
      ...OPERATIONS.map((operation) => {
        const value = words[operation];
        return value === null ? '' : amount(value);
      }),
    ]),
  );
  return table(`ll${'r'.repeat(OPERATIONS.length)}`, [header(['', '', ...OPERATIONS], paint), ...rows], page);
}

/** `words/cycle`, and the memories that count bits instead. */
function bandwidthUnit(report: EvaluationReport): string {
  const inBits = memoriesOf(report).filter(({ bandwidth }) => bandwidth.unit === 'bits');
  return inBits.length > 0 ? `words/cycle; bits/cycle of ${inBits.map(({ name }) => name).join(', ')}` : 'words/cycle';
}

/** Of each port its moves and the words that there are for them, then the cycles of each; stalls tell what these mean. */
function bandwidths(report: EvaluationReport, page: Page): string[] {
  const { paint } = page;
  const rows = memoriesOf(report).map((memory): Cell[] => {
    const ports = portRows(memory);
    return [
      indented(memory.name, paint),
      ...ports.flatMap((port): Cell[] => [
        ...port.moves.map((move) => amount(move.amount)),
        {
          ...amount(port.available ?? Number.POSITIVE_INFINITY),
          ...(port.share > 1 && { paint: (text: string) => paint('red', text) }),
        },
      ]),
      ...ports.map(({ cycles }) => amount(cycles)),
      amount(memory.stall_cycles),
    ];
  });
  const sums = PORTS.map(({ moves }) => moves.join('+'));
  const titles = ['', ...PORTS.flatMap(({ moves }) => [...moves, 'of']), ...sums, 'stalls'];
  const dispensable = [...sums.toReversed(), 'update', 'drain'];
  return table(`l${'r'.repeat(titles.length - 1)}`, [header(titles, paint), ...rows], page, dispensable);
}

/** Of each link the words of its operands, then what passes an instance in a cycle, of what can, and how long it stalls. */
function links(report: EvaluationReport, page: Page): string[] {
  const { paint } = page;
  const rows = linksOf(report).flatMap((link): Cell[][] => [
    ...passingRows(link).map(({ operand, inwards, outwards }, i): Cell[] => [
      i === 0 ? indented(link.name, paint) : '',
      operand,
      amount(inwards),
      outwards === null ? '' : amount(outwards),
      '',
    ]),
    [
      '',
      `${link.bandwidth.unit ?? 'words'}/cycle`,
      ...portRows(link).map(
        ({ amount: needed, available, share }): Cell => ({
          text: `${number(needed)} of ${available === null ? '∞' : number(available)}`,
          ...(share > 1 && { paint: (text: string) => paint('red', text) }),
        }),
      ),
      amount(link.stall_cycles),
    ],
  ]);
  return table('llrrr', [header(['', '', 'inwards', 'outwards', 'stalls'], paint), ...rows], page);
}

/** What each memory, each link and the MACs take, and their share of the total. */
function energies(report: EvaluationReport, page: Page): string[] {
  const rows = energyRows(report).map((row): Cell[] => [
    indented(row.level, page.paint),
    ...ENERGY_COLUMNS.map((column) => withUnit(column, column.of(row))),
  ]);
  return table(`l${'r'.repeat(ENERGY_COLUMNS.length)}`, rows, page);
}

/** What stands beside the heading of totals that must not be compared with others. */
function flaw(report: EvaluationReport, paint: Paint): string {
  const said = incomparable(report);
  return said === null ? '' : `, ${paint('red', said)}`;
}

function totals(report: EvaluationReport | MapReport, page: Page): string[] {
  const { paint } = page;
  const struck = incomparable(report) === null ? undefined : (text: string) => paint(['dim', 'strikethrough'], text);
  const rows = totalRows(report).map(({ name, value, unit }): Cell[] => [
    indented(name, paint),
    { text: [value, unit].filter(Boolean).join(' '), paint: struck },
  ]);
  if ('search' in report) rows.push([indented('search', paint), searched(report.search)]);
  return table('ll', rows, page);
}

/** `factorflow, 12,345 evaluations in 80 ms, within 3.1 % of the best possible` */
function searched({ strategy, evaluations, seconds, gap, proven }: MapReport['search']): string {
  const distance = proven ? ', optimal' : gap === null ? '' : `, ${withinGap(gap)} of the best possible`;
  return `${strategy}, ${plural(evaluations, 'evaluation')} in ${duration(seconds)}${distance}`;
}

const indented = (text: string, paint: Paint): Cell => ({
  text: `  ${text}`,
  paint: (shown) => paint('cyan', shown),
});
