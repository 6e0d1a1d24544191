import { memoriesOf } from '../../../language/report/index.js';
import type { EvaluationReport } from '../../../server/protocol/index.js';

/** The operands of a report, as they are numbered in the palette: inputs in the order of the report, the output last. */
export function operandsOf(report: EvaluationReport): string[] {
  const all = new Map(memoriesOf(report).flatMap(({ operands }) => Object.entries(operands)));
  const isOutput = (operand: string) => all.get(operand)?.drains !== undefined;
  const names = [...all.keys()];
  return [...names.filter((name) => !isOutput(name)), ...names.filter(isOutput)];
}
