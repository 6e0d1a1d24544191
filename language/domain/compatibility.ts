import type { Architecture } from './architecture.js';
import { ancestorsOf, type Coupling, ROLES, type Role } from './coupling.js';
import type { Workload } from './workload.js';

/**
 * Whether an architecture accepts a workload: all dimensions of the workload's coupling, or of one that it is a special case
 * of, exist in one of the architecture's couplings and index the same operands there. Dimensions that the workload lacks have
 * size 1.
 *
 * @returns null if it does, else the reason, for people.
 */
export function incompatibility(architecture: Architecture, workload: Workload): string | null {
  if (accepts(architecture, workload.coupling)) return null;
  const names = architecture.couplings.map(({ name }) => `\`${name}\``).join(' or ');
  const head = `\`${architecture.name}\` computes ${names}, \`${workload.name}\` is a \`${workload.coupling.name}\``;
  const [first] = architecture.couplings;
  return first ? `${head}: ${mismatch(first, workload.coupling)}` : head;
}

/** Whether an architecture accepts workloads of a coupling; see {@link incompatibility}. */
export function accepts(architecture: Architecture, coupling: Coupling): boolean {
  return ancestorsOf(coupling).some((ancestor) => hostOf(architecture, ancestor.coupling));
}

/** The coupling of an architecture that another one is, or else the first that it is compatible with. */
export function hostOf({ couplings }: Pick<Architecture, 'couplings'>, coupling: Coupling): Coupling | undefined {
  return couplings.find((own) => isSame(own, coupling)) ?? couplings.find((own) => mismatch(own, coupling) === null);
}

/** Whether two couplings are one: it may come as a copy, from a file or from another thread. */
export function isSame(one: Coupling, other: Coupling): boolean {
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
