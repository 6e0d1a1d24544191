import type { EnergyTables } from '../../language/energy-tables/tables.js';
import { number, percent, significant } from '../../language/figures.js';
import type { Asked } from './asked.js';

/** One figure of Accelergy beside that of our model. */
export interface Compared {
  readonly level: string;
  /** `read`, `write`, `compute`, `leak` or `area`. */
  readonly of: string;
  /** Of `value` and `model`. */
  readonly unit: string;
  readonly value: number;
  /** Null where our model does not reach. */
  readonly model: number | null;
}

/** The actions that levels take their energies of, and what our models call them. */
const ACTIONS = [
  ['read', 'read', 'pJ'],
  ['write', 'write', 'pJ'],
  ['compute', 'read', 'pJ'],
  ['leak', 'leak', 'pJ/cycle'],
] as const;

/** What Accelergy gives for levels, a row a figure. */
export const comparedOf = (asked: readonly Asked[], tables: EnergyTables): Compared[] =>
  asked.flatMap(({ name, model }) => {
    const { actions, area = null } = tables.get(name) ?? { actions: new Map<string, number>() };
    const rows = ACTIONS.flatMap(([action, own, unit]): Compared[] => {
      const value = actions.get(action);
      return value === undefined ? [] : [{ level: name, of: action, unit, value, model: model?.[own] ?? null }];
    });
    return area === null
      ? rows
      : [...rows, { level: name, of: 'area', unit: 'µm²', value: area, model: model?.area ?? null }];
  });

/** Titles and rows of a table for people. */
export const comparedRows = (compared: readonly Compared[]): string[][] => [
  ['level', 'of', 'Accelergy', 'our model', 'difference'],
  ...compared.map(({ level, of, unit, value, model }, at) => [
    compared[at - 1]?.level === level ? '' : level,
    of,
    `${shown(value)} ${unit}`,
    model === null ? '–' : `${shown(model)} ${unit}`,
    model === null || value === 0 ? '–' : difference(model / value),
  ]),
];

const shown = (value: number): string => number(significant(value, 5));

/** In percent; from twice as much on, and down to nothing, as a factor. */
function difference(factor: number): string {
  const share = factor - 1;
  if (factor >= 2 || factor <= 0.5) return `${number(significant(factor, 3))} ×`;
  if (Math.abs(share) < 5e-6) return 'none';
  return `${share < 0 ? '−' : '+'}${percent(Math.abs(share))}`;
}

/** The tables of Accelergy as a file, with what they come to above them. */
export function tablesText(architecture: string, compared: readonly Compared[], text: string): string {
  const rows = comparedRows(compared);
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) => `# ${row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd());
  return [`# ${architecture}, estimated by Accelergy`, ...lines, text].join('\n');
}
