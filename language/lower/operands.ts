import type { Computation, Operand } from '../generated/ast.js';

/** The operands of a computation, as far as they are written: one that is being typed may not have its name yet. */
export function operandsOf({ out, w, in: input }: Computation): Operand[] {
  return [out, w, input].filter((operand) => operand !== undefined);
}

/** Those that can be spoken of. */
export function namedOperandsOf(computation: Computation | undefined): Operand[] {
  return computation ? operandsOf(computation).filter(({ name }) => name !== undefined) : [];
}
