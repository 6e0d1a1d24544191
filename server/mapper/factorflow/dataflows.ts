import { memoryAt, type Problem } from '../../../language/model/index.js';
import { type Order, OrderConstraint } from '../orders.js';

/** No level tries more loop orders than this. Only couplings of many dimensions, most of them in windows, come near it. */
export const MAX_DATAFLOWS = 64;

/**
 * The loop orders of memory level `l` that are worth trying once (MAPPER.md, "Dataflows"): at least one, at most
 * {@link MAX_DATAFLOWS}. All of them satisfy the level's order constraint, whatever the factors.
 *
 * What an order means to an operand is decided where the operand meets its first relevant loop: by the orthogonal loops
 * inside that one, which are free, and by its halo reuse. So orders are built from the innermost loop out, until no operand
 * waits for its first relevant loop. Dimensions that are orthogonal to all that still wait follow at once: inside they are
 * free, outside they could only cost. (Without `multipleReuses` they would forfeit the halo, so that both are tried.)
 *
 * @param looping the dimensions that may have iterations on this level.
 */
export function dataflows(problem: Problem, l: number, looping: readonly number[]): Order[] {
  const { multipleReuses } = memoryAt(problem, l);
  const constraint = new OrderConstraint(problem, l, looping);
  // Towards compute nothing is ever free, so that an operand cares only about levels outside its innermost store.
  const concerned = problem.operands.filter(({ stores }) => stores.length > 1 && stores[stores.length - 1] > l);
  const found = new Map<string, Order>();
  const seen = new Set<string>();

  /** @param inner the loops so far, innermost first. @param reuse what is decided, by concerned operand; null if it waits. */
  const extend = (inner: readonly number[], reuse: readonly (string | null)[]): void => {
    if (found.size >= MAX_DATAFLOWS) return;
    const inside = maskOf(inner);
    const state = `${inside}|${reuse}`;
    if (seen.has(state)) return;
    seen.add(state);
    const waiting = concerned.filter((_, o) => reuse[o] === null);
    const candidates = looping.filter((d) => (inside & (1 << d)) === 0 && constraint.admits([...inner, d]));
    if (waiting.length === 0 || candidates.length === 0) {
      if (!found.has(reuse.join())) found.set(reuse.join(), constraint.complete(inner));
      return;
    }
    const free = candidates.filter((d) => waiting.every(({ relevant }) => (relevant & (1 << d)) === 0));
    const forfeit = !multipleReuses && waiting.some(({ windows }) => windows.length > 0);
    for (const d of free.length > 0 && !forfeit ? free.slice(0, 1) : candidates) {
      const decided = concerned.map(({ relevant, windows }, o) => {
        if (reuse[o] !== null || (relevant & (1 << d)) === 0) return reuse[o];
        const halo = windows.some(({ mask }) => (mask & (1 << d)) !== 0) && (inner.length === 0 || multipleReuses);
        return halo ? `${inside}:${d}` : `${inside}`;
      });
      extend([...inner, d], decided);
    }
  };
  extend(
    [],
    concerned.map(() => null),
  );
  return [...found.values()];
}

const maskOf = (dimensions: readonly number[]): number => dimensions.reduce((mask, d) => mask | (1 << d), 0);
