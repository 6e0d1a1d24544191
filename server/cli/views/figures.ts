import {
  briefFigureTexts,
  FIGURES,
  type Figures,
  figureTexts,
  number,
  shortNumber,
} from '../../../language/figures.js';
import type { Cell } from '../table.js';

type ShortCell = Exclude<Cell, string>;

/** A number of a table, shorter where room is short. */
export const amount = (value: number): ShortCell => ({ text: number(value), short: shortNumber(value) });

/** The figures of merit as cells, in the order of their names. */
export function figureCells(figures: Figures): ShortCell[] {
  const brief = briefFigureTexts(figures);
  return figureTexts(figures).map((text, i) => ({ text, short: brief[i] }));
}

/** Which columns of figures a narrow terminal goes without, the first of them first. */
export const DISPENSABLE_FIGURES: readonly string[] = [
  FIGURES.utilization.name,
  FIGURES.wart.name,
  FIGURES.throughput.name,
  FIGURES.energy.name,
];
