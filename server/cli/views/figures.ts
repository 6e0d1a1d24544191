import {
  briefFigureTexts,
  FIGURES,
  type Figure,
  type Figures,
  figureTexts,
  number,
  shortNumber,
  TIMED_FIGURES,
} from '../../../language/figures.js';
import type { Cell } from '../table.js';

type ShortCell = Exclude<Cell, string>;

/** A number of a table, shorter where room is short. */
export const amount = (value: number): ShortCell => ({ text: number(value), short: shortNumber(value) });

/** What some results come to as cells of the columns that they share. */
export function figureCells(figures: Figures, columns: readonly Figure[]): ShortCell[] {
  const brief = briefFigureTexts(figures, columns);
  return figureTexts(figures, columns).map((text, i) => ({ text, short: brief[i] }));
}

/** Which columns of figures a narrow terminal goes without, the first of them first. */
export const DISPENSABLE_FIGURES: readonly string[] = [
  FIGURES.utilization.name,
  FIGURES.wart.name,
  TIMED_FIGURES.performance.name,
  TIMED_FIGURES.power.name,
  FIGURES.throughput.name,
  FIGURES.energy.name,
];
