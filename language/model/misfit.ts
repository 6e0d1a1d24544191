import type { Finding } from '../diagnostics/index.js';
import {
  type Architecture,
  architectureFor,
  type Coupling,
  incompatibility,
  keptRoles,
  type Level,
  ROLES,
  type Role,
  type Workload,
} from '../domain/index.js';

/** The most dimensions that a coupling may have: sets of them are bits of a 32-bit integer. */
export const MAX_DIMENSIONS = 30;

/** Why mappings of a workload on an architecture cannot be evaluated, the first reason; null if they can. */
export function misfit(architecture: Architecture, workload: Workload): Finding | null {
  const flaw = structuralFlaw(architecture);
  if (flaw !== null) return flaw;
  const reason = incompatibility(architecture, workload);
  if (reason !== null) return { code: 'ffarch/incompatible-pair', params: { reason } };
  return uncountable(architectureFor(architecture, workload.coupling), workload.coupling);
}

/**
 * Why an architecture cannot be evaluated although its values are sound, the first reason; null if it can. Diagnostics say
 * the same of the source, place by place.
 */
export function structuralFlaw(architecture: Architecture): Finding | null {
  const { name, couplings, levels } = architecture;
  const [first] = levels;
  if (!first) return { code: 'ffarch/no-levels', params: { architecture: name } };
  if (first.type !== 'memory') return { code: 'ffarch/first-level-not-memory', params: { level: first.name } };
  const [compute, other] = levels.filter(({ type }) => type === 'compute');
  if (!compute) return { code: 'ffarch/compute-missing', params: { architecture: name } };
  if (other) return { code: 'ffarch/repeated-compute', params: { compute: other.name, first: compute.name } };
  const after = levels.slice(levels.indexOf(compute) + 1).map((level) => level.name);
  if (after.length > 0) return { code: 'ffarch/compute-not-last', params: { compute: compute.name, after } };
  const repeated = levels.find((level, l) => levels.findIndex((earlier) => earlier.name === level.name) < l);
  if (repeated) return { code: 'ffarch/repeated-level', params: { level: repeated.name } };
  return uncountable(architecture, couplings[0]);
}

/** What keeps the model from counting at all with an architecture, as a coupling reads it, and a workload of that; null if nothing does. */
export function uncountable(architecture: Architecture, coupling: Coupling): Finding | null {
  const [unstored = null] = storedNowhere(architecture.levels, coupling);
  return tooManyDimensions(dimensionsOf(architecture, coupling).length) ?? unstored;
}

/** Dimensions beyond {@link MAX_DIMENSIONS}. */
export function tooManyDimensions(count: number): Finding<'ffarch/too-many-dimensions'> | null {
  if (count <= MAX_DIMENSIONS) return null;
  return { code: 'ffarch/too-many-dimensions', params: { count, most: MAX_DIMENSIONS } };
}

/** The operands that every memory bypasses. */
export function storedNowhere(
  levels: readonly Level[],
  { operands }: Coupling,
): (Finding<'ffarch/operand-stored-nowhere'> & { readonly role: Role })[] {
  const memories = levels.filter((level) => level.type === 'memory');
  return ROLES.filter((role) => !memories.some((memory) => keptRoles(memory).includes(role))).map((role) => ({
    code: 'ffarch/operand-stored-nowhere',
    params: { operand: operands[role].name, memories: memories.length },
    role,
  }));
}

/** The dimensions of an architecture, then those that only the coupling of a workload has. */
export function dimensionsOf({ couplings }: Architecture, coupling: Coupling): string[] {
  return [...new Set([...(couplings[0]?.dimensions ?? []), ...coupling.dimensions])];
}
