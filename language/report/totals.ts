import { FIGURES, type Figure, number, TIMED_FIGURES, unitAfter } from '../figures.js';
import type { EvaluationReport } from '../model/report.js';

/** A row of the totals. */
export interface TotalRow {
  /** The figure of merit that it is; null for what is not one. */
  readonly figure: keyof typeof FIGURES | null;
  readonly name: string;
  readonly value: string;
  /** As it stands after the value; empty for what has none. */
  readonly unit: string;
  /** What it is, on one line. */
  readonly meaning: string;
}

/** The figures of merit, those of a clock where there is one, and the area where it is known. */
export function totalRows(report: EvaluationReport): TotalRow[] {
  const row = (figure: TotalRow['figure'], { name, unit, meaning, of, show }: Figure): TotalRow => {
    const value = show(of(report));
    return { figure, name, value, unit: unitAfter(value, unit), meaning };
  };
  const figures = Object.entries(FIGURES).map(([key, figure]) => row(key as keyof typeof FIGURES, figure));
  const timed =
    report.clock_Hz === undefined ? [] : Object.values(TIMED_FIGURES).map((figure: Figure) => row(null, figure));
  return [...figures, ...timed, ...(report.area_um2 === null ? [] : [area(report.area_um2)])];
}

const area = (um2: number): TotalRow => ({
  figure: null,
  name: 'area',
  value: number(um2 * 1e-6),
  unit: 'mm²',
  meaning: 'Of all instances',
});
