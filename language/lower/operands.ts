import type { Role } from '../domain/coupling.js';
import type { Computation, Coupling, Operand, OperandsProperty } from '../generated/ast.js';
import type { Problems } from './problems.js';

/** The operands of a computation, as far as they are written: one that is being typed may not have its name yet. */
export function operandsOf({ out, w, in: input }: Computation): Operand[] {
  return [out, w, input].filter((operand) => operand !== undefined);
}

/** What a coupling computes, itself or as a special case of another. */
export function computationOf(coupling: Coupling | undefined): Computation | undefined {
  const seen = new Set<Coupling>();
  for (let at = coupling; at && !seen.has(at); at = at.general?.ref) {
    if (at.computation) return at.computation;
    seen.add(at);
  }
  return undefined;
}

/** Those that can be spoken of. */
export function namedOperandsOf(computation: Computation | undefined): Operand[] {
  return computation ? operandsOf(computation).filter(({ name }) => name !== undefined) : [];
}

/** What an operand is to its computation. */
export const roleOf = ({ $containerProperty }: Operand): Role => $containerProperty as Role;

/** The roles of operands, each once. */
export function lowerOperands(list: Pick<OperandsProperty, 'operands'> | undefined, problems: Problems): Role[] {
  const roles = new Set<Role>();
  for (const operand of list?.operands ?? []) {
    if (operand?.ref) roles.add(roleOf(operand.ref));
    else problems.incomplete();
  }
  return [...roles];
}
