import type { AstNodeDescription } from 'langium';
import type { Role } from '../domain/index.js';
import * as ast from '../generated/ast.js';

/** What operands are called elsewhere, by what they are to the computation; A, B and C as in `C += A * B`. */
const SYNONYMS: Readonly<Record<Role, RegExp>> = {
  out: /^(?:o|outs?|outputs?|results?|o?psums?|partial(?:sum)?s?|ofmaps?|ofm|oacts?|outputactivations?|acc|accumulators?|c|y)$/,
  w: /^(?:w|wts?|weights?|filters?|fw|kernels?|params?|parameters?|coefficients?|a)$/,
  in: /^(?:i|ins?|inputs?|ifmaps?|ifm|i?acts?|activations?|inputactivations?|features?|images?|b|x)$/,
};

/** The operand that has the part of one that is called so elsewhere, or whose name a name begins with. */
export function operandMeant(name: string, operands: readonly AstNodeDescription[]): string | undefined {
  const wanted = name.toLowerCase().replace(/[_\s-]/g, '');
  const byRole = operands.find(({ node }) => {
    const role = ast.isOperand(node) ? (node.$containerProperty as Role) : undefined;
    return role && SYNONYMS[role].test(wanted);
  });
  const beginnings = operands.filter((operand) => wanted.startsWith(operand.name.toLowerCase()));
  return (byRole ?? (beginnings.length === 1 ? beginnings[0] : undefined))?.name;
}
