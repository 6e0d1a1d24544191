import type { Coupling } from '../../../language/domain/index.js';
import { plainNames } from '../names.js';

/** What Timeloop's files call the dimensions and operands of a coupling. */
export interface Spelling {
  readonly dimension: (name: string) => string;
  readonly operand: (name: string) => string;
}

export function spellingOf({ dimensions, operands }: Coupling): Spelling {
  const plain = plainNames([...dimensions, ...Object.values(operands).map(({ name }) => name)]);
  const of = (name: string): string => plain.get(name) ?? name;
  return { dimension: of, operand: of };
}

/** A list of YAML on one line. */
export const listed = (items: readonly string[]): string => `[${items.join(', ')}]`;
