import { FIGURES, number } from '../figures.js';
import type { EvaluationReport } from '../model/report.js';

/** A row of the totals. */
export interface TotalRow {
  /** The figure of merit that it is; null for what is not one. */
  readonly figure: keyof typeof FIGURES | null;
  readonly name: string;
  readonly value: string;
  /** Empty for what has none. */
  readonly unit: string;
  /** What it is, on one line. */
  readonly meaning: string;
}

/** The figures of merit, and the area where it is known. */
export function totalRows(report: EvaluationReport): TotalRow[] {
  const figures = Object.entries(FIGURES).map(
    ([key, { name, unit, meaning, of, show }]): TotalRow => ({
      figure: key as keyof typeof FIGURES,
      name,
      value: show(of(report)),
      unit,
      meaning,
    }),
  );
  return report.area_um2 === null ? figures : [...figures, area(report.area_um2)];
}

const area = (um2: number): TotalRow => ({
  figure: null,
  name: 'area',
  value: number(um2 * 1e-6),
  unit: 'mm²',
  meaning: 'Of all instances',
});
