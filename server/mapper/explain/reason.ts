import type { Culprit, Infeasible } from '../request.js';

/** A reason why nothing is legal, with the levels that its culprits name. */
export function reason(message: string, culprits: readonly Culprit[], remedies: readonly string[]): Infeasible {
  const levels = [...new Set(culprits.flatMap(({ level }) => (level === null ? [] : [level])))];
  return { message, culprits, levels, remedies };
}

/** `A, B and C` */
export const list = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`;
