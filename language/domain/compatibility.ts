import type { Architecture } from './architecture.js';
import { type Coupling, ROLES, type Role } from './coupling.js';
import type { Workload } from './workload.js';

/**
 * Whether an architecture accepts a workload: all dimensions of the workload's coupling exist in one of the
 * architecture's couplings and index the same operands there. Dimensions that the workload lacks have size 1.
 *
 * @returns null if it does, else the reason, for people.
 */
export function incompatibility(architecture: Architecture, workload: Workload): string | null {
  if (hostOf(architecture, workload.coupling)) return null;
  const names = architecture.couplings.map(({ name }) => `\`${name}\``).join(' or ');
  const head = `\`${architecture.name}\` computes ${names}, \`${workload.name}\` is a \`${workload.coupling.name}\``;
  const [first] = architecture.couplings;
  return first ? `${head}: ${mismatch(first, workload.coupling)}` : head;
}

/** The coupling of an architecture that a workload's coupling is, or else the first that it is compatible with. */
export function hostOf({ couplings }: Architecture, coupling: Coupling): Coupling | undefined {
  return couplings.find((own) => isSame(own, coupling)) ?? couplings.find((own) => mismatch(own, coupling) === null);
}

/** A coupling may come as a copy, from a file or from another thread. */
function isSame(one: Coupling, other: Coupling): boolean {
  return one === other || (one.name === other.name && mismatch(one, other) === null && mismatch(other, one) === null);
}

function mismatch(architecture: Coupling, workload: Coupling): string | null {
  const unknown = workload.dimensions.filter((dimension) => !architecture.dimensions.includes(dimension));
  if (unknown.length > 0) {
    return `${architecture.name} has no dimension ${unknown.join(', ')}`;
  }
  for (const dimension of workload.dimensions) {
    for (const role of ROLES) {
      const here = indexes(workload, role, dimension);
      if (here !== indexes(architecture, role, dimension)) {
        const [does, doesNot] = here ? [workload, architecture] : [architecture, workload];
        return `${dimension} indexes ${does.operands[role].name} in ${does.name}, but not ${doesNot.operands[role].name} in ${doesNot.name}`;
      }
    }
  }
  return null;
}

/** Whether a dimension indexes an operand of its coupling. */
export function indexes(coupling: Coupling, role: Role, dimension: string): boolean {
  return coupling.operands[role].axes.some((axis) => axis.some((term) => term.dimension === dimension));
}
