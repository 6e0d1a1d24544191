import type { Culprit, Infeasible, Offer, Remedy } from '../request.js';

/** A reason why nothing is legal, with the levels that its culprits name. */
export function reason(message: string, culprits: readonly Culprit[], remedies: readonly Remedy[]): Infeasible {
  const levels = [...new Set(culprits.flatMap(({ level }) => (level === null ? [] : [level])))];
  return { message, culprits, levels, remedies };
}

/** What would open the space, and what of it can be done for the user. */
export const remedy = (text: string, offers: readonly Offer[] = []): Remedy => ({ text, offers });

/** `A, B and C` */
export const list = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`;
