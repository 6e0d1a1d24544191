import type { Computation, Operand } from '../../generated/ast.js';

/** The operands of a computation, as far as they are written. */
export function operandsOf({ out, w, in: input }: Computation): Operand[] {
  return [out, w, input].filter((operand) => operand !== undefined);
}
