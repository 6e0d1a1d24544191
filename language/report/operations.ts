import type { LinkReport, MemoryReport, OperandReport } from '../model/report.js';

/**
 * What memories do with words, in the order in which it is shown: reads go towards the inside, updates come from there;
 * fills come from the outside, drains go there.
 */
export const OPERATIONS = ['reads', 'fills', 'updates', 'drains'] as const;

/** Words over the whole run and all instances, each counted once; null where an operand has no such operation. */
export type Operations = Readonly<Record<(typeof OPERATIONS)[number], number | null>>;

/** A row of the table of memory operations. */
export interface OperandRow {
  readonly operand: string;
  readonly words: Operations;
}

/** A row for each operand that a memory stores. */
export function operandRows({ operands }: MemoryReport): OperandRow[] {
  return Object.entries(operands).map(([operand, report]) => ({ operand, words: operationsOf(report) }));
}

/** The report's reads include drains and its writes include fills; only the output has drains and updates. */
export function operationsOf({ reads, writes, drains, fills }: OperandReport): Operations {
  if (drains === undefined || fills === undefined) return { reads, fills: writes, updates: null, drains: null };
  return { reads: reads - drains, fills, updates: writes - fills, drains };
}

/** A row of the table of links: words over the whole run and all instances; null where an operand does not pass outwards. */
export interface PassingRow {
  readonly operand: string;
  readonly inwards: number;
  readonly outwards: number | null;
}

/** A row for each operand that does not pass a link for free. */
export function passingRows({ operands }: LinkReport): PassingRow[] {
  return Object.entries(operands).map(([operand, { inwards, outwards = null }]) => ({ operand, inwards, outwards }));
}
