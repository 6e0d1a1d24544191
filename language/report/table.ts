import { FIGURES, figureTexts, incomparable, number, significant } from '../figures.js';
import type { EvaluationReport, LevelReport } from '../model/report.js';
import { filledOf } from './filled.js';
import { levelText, loopsText } from './loops.js';
import { OPERATIONS, type Operations, operandRows } from './operations.js';
import { slowestPort } from './ports.js';

/** A table for other programs: to paste into a sheet, a page or a paper. */
export interface Table {
  /** What it is of, and the totals, on one line. */
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  /** A cell for each column: text, a number in full, or null where there is nothing. */
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export interface TableColumn {
  readonly name: string;
  /** Empty for what has none. */
  readonly unit: string;
  readonly numeric: boolean;
}

/** A column of texts. */
export const text = (name: string): TableColumn => ({ name, unit: '', numeric: false });
/** A column of numbers. */
export const figure = (name: string, unit = ''): TableColumn => ({ name, unit, numeric: true });

/** A result as a table: a row for each level, outermost first, then one of the whole. Words are over the whole run and all instances. */
export function resultTable(report: EvaluationReport): Table {
  const { architecture, workload, mappingName, levels, mapping, energy_pJ, latency_cycles } = report;
  const flaw = incomparable(report);
  const name = mappingName === undefined ? '' : `${mappingName}: `;
  const totals = figureTexts(report).map((value, i) => `${Object.values(FIGURES)[i]?.name} ${value}`);
  return {
    caption: `${name}${workload} on ${architecture}: ${totals.join(', ')}${flaw === null ? '' : ` (${flaw})`}`,
    columns: [
      text('level'),
      text('loops'),
      figure('used'),
      figure('available'),
      text('of'),
      ...OPERATIONS.map((operation) => figure(operation, 'words')),
      figure('energy', FIGURES.energy.unit),
      figure('latency', FIGURES.latency.unit),
    ],
    rows: [
      ...levels.map((level, l) => [
        mapping[l] ? levelText(mapping[l]) : level.name,
        loopsText(mapping[l]?.loops ?? []),
        ...usedOf(level),
        ...operationsOf(level),
        level.type === 'fanout' ? null : µJ(level.energy_pJ + level.leakage_pJ),
        level.type === 'memory' || level.type === 'link' ? slowestPort(level).cycles : null,
      ]),
      ['total', '', null, null, null, ...OPERATIONS.map(() => null), µJ(energy_pJ), latency_cycles],
    ],
  };
}

/** In the unit of energy. A quotient of binary fractions gains digits that mean nothing. */
export const µJ = (pJ: number): number => significant(pJ * 1e-6, 15);

function usedOf(level: LevelReport): [used: number | null, available: number | null, unit: string | null] {
  if (level.type === 'link') return [null, null, null];
  const { used, available, unit } = filledOf(level);
  return [used, available, unit];
}

/** Of all operands together; null where none has such an operation. */
function operationsOf(level: LevelReport): (number | null)[] {
  if (level.type !== 'memory') return OPERATIONS.map(() => null);
  const rows = operandRows(level);
  return OPERATIONS.map((operation) =>
    total(
      rows.map(({ words }) => words),
      operation,
    ),
  );
}

function total(all: readonly Operations[], operation: keyof Operations): number | null {
  const counts = all.flatMap((words) => words[operation] ?? []);
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
}

/** `energy (µJ)` */
export const headOf = ({ name, unit }: TableColumn): string => (unit === '' ? name : `${name} (${unit})`);

/** A cell for people. */
export const cellText = (cell: string | number | null): string =>
  cell === null ? '' : typeof cell === 'number' ? number(cell) : cell;
