import { type Architecture, incompatibility, ROLES, type Workload } from '../domain/index.js';
import { MAX_DIMENSIONS } from './problem.js';

/** Why mappings of a workload on an architecture cannot be evaluated, for people; null if they can. */
export function misfit(architecture: Architecture, workload: Workload): string | null {
  return structuralFlaw(architecture) ?? incompatibility(architecture, workload);
}

/**
 * Why an architecture cannot be evaluated although its values are sound, for people; null if it can. Diagnostics say the
 * same of the source, place by place.
 */
export function structuralFlaw({ name, couplings: [coupling], levels }: Architecture): string | null {
  const names = new Set(levels.map((level) => level.name));
  if (levels[0]?.type !== 'memory') return `The outermost level of \`${name}\` is no memory.`;
  if (levels.filter(({ type }) => type === 'compute').length !== 1 || levels.at(-1)?.type !== 'compute') {
    return `\`${name}\` does not end in its one compute level.`;
  }
  if (names.size < levels.length) return `Two levels of \`${name}\` have the same name.`;
  if (coupling.dimensions.length > MAX_DIMENSIONS) return `\`${name}\` has more than ${MAX_DIMENSIONS} dimensions.`;
  const homeless = ROLES.find((role) =>
    levels.every((level) => level.type !== 'memory' || level.bypass.includes(role)),
  );
  return homeless ? `No memory of \`${name}\` stores \`${coupling.operands[homeless].name}\`.` : null;
}
