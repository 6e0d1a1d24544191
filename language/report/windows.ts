import { inUnit, number } from '../figures.js';
import type { EvaluationReport } from '../model/report.js';
import { memoriesOf } from './levels.js';

/** What a memory keeps of an operand's tile in each step of a loop outside, which moves it over itself. */
export interface WindowRow {
  /** The memory. */
  readonly memory: string;
  readonly operand: string;
  /** The loop. */
  readonly level: string;
  readonly dimension: string;
  /** Words of one instance, and of how many. */
  readonly kept: number;
  readonly words: number;
}

/** Of all memories, outermost first, and of each loop outside from the innermost. */
export const windowRows = (report: EvaluationReport): WindowRow[] =>
  memoriesOf(report).flatMap(({ name: memory, operands }) =>
    Object.entries(operands).flatMap(([operand, { windows = [] }]) =>
      windows.map(({ level, dimension, kept_words: kept, new_words: fresh }) => ({
        memory,
        operand,
        level,
        dimension,
        kept,
        words: kept + fresh,
      })),
    ),
  );

/**
 * `In keeps 12 of 18 words in each step of P`
 *
 * @param text how numbers are written
 */
export const windowText = ({ operand, kept, words, dimension }: WindowRow, text = number): string =>
  `${operand} keeps ${text(kept)} of ${inUnit(text(words), 'words')} in each step of ${dimension}`;
