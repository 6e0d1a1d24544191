import { type Architecture, architectureFor } from '../domain/index.js';
import type { Place, Report } from './report.js';

/**
 * Reports what a check finds in an architecture as each of its couplings reads it, each finding once: with the names of
 * the couplings in which it is so, where that is not all of them.
 */
export function reportByCoupling(
  architecture: Architecture,
  report: Report,
  check: (view: Architecture, report: Report) => void,
): void {
  const { couplings } = architecture;
  const found = new Map<string, { readonly args: Parameters<Report>; readonly couplings: string[] }>();
  for (const coupling of couplings) {
    check(architectureFor(architecture, coupling), (...args) => {
      const [code, params, place] = args;
      const key = JSON.stringify([code, params, spanOf(place)]);
      const known = found.get(key) ?? { args, couplings: [] };
      found.set(key, known);
      known.couplings.push(coupling.name);
    });
  }
  for (const { args, couplings: those } of found.values()) {
    const [code, params, ...rest] = args;
    report(code, those.length < couplings.length ? { ...params, couplings: those } : params, ...rest);
  }
}

/** What tells the places of an architecture apart. */
const spanOf = ({ node, property, index, range }: Place): unknown => [
  range?.start ?? node.$cstNode?.offset,
  property,
  index,
];
