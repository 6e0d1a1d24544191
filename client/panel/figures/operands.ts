import type { EvaluationReport } from '../../../server/protocol/index.js';

/** The operands of a report as they are numbered in the palette: the input, the weights, the output. */
export const operandsOf = ({ operands }: EvaluationReport): string[] => Object.keys(operands);
