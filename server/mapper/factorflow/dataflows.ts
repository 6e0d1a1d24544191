import { memoryAt, type Problem } from '../../../language/model/index.js';
import { type Order, OrderConstraint } from '../orders.js';

/** No level tries more loop orders than this. Only couplings of many dimensions, most of them in windows, come near it. */
export const MAX_DATAFLOWS = 64;

/** Partial orders looked at for one level. */
const MAX_STATES = 4096;

/**
 * The loop orders of memory level `l` that are worth trying once (mapper.md, "Dataflows"): at least one, at most
 * {@link MAX_DATAFLOWS}. All of them satisfy the level's order constraint, whatever the factors.
 *
 * What an order means to an operand is decided where the operand meets its first relevant loop: by the orthogonal loops
 * inside that one, which are free, and by its halo reuse. So orders are built from the innermost loop out, until no operand
 * waits for its first relevant loop. Dimensions that are orthogonal to all that still wait follow at once: inside they are
 * free, outside they could only cost. (With `windows: strict` they would forfeit the halo, so both are tried.) What
 * receivers with `windows: any` keep beyond the first relevant loop is not told apart, as in the published search.
 *
 * An order constraint may force dimensions inside that turn out to have one iteration; what then happens further out
 * matters, too. So under a constraint no dimension takes precedence, and each is taken both as a loop and as idle, with few
 * idle ones first.
 *
 * @param looping the dimensions that may have iterations on this level.
 */
export function dataflows(problem: Problem, l: number, looping: readonly number[]): Order[] {
  const { order: written } = memoryAt(problem, l);
  const constrained = written.some((dimension) => dimension !== null);
  const constraint = new OrderConstraint(problem, l);
  // Towards compute nothing is ever free, so an operand cares only about levels outside its innermost store.
  const concerned = problem.operands.filter(({ stores }) => stores.length > 1 && stores[stores.length - 1] > l);
  const strict = concerned.some(
    ({ windows, stores }) =>
      windows.length > 0 && stores.some((inner) => inner > l && memoryAt(problem, inner).windows === 'strict'),
  );
  const found = new Map<string, Order>();
  const seen = new Set<string>();

  /**
   * @param inner the dimensions placed so far, innermost first. @param loops those of them that are taken as loops, bits.
   * @param idle how many more are to be taken as idle. @param reuse what is decided, by concerned operand; null while it waits.
   */
  const extend = (inner: readonly number[], loops: number, idle: number, reuse: readonly (string | null)[]): void => {
    if (found.size >= MAX_DATAFLOWS || seen.size >= MAX_STATES) return;
    const placed = inner.reduce((mask, d) => mask | (1 << d), 0);
    const state = `${placed}|${loops}|${idle}|${reuse}`;
    if (seen.has(state)) return;
    seen.add(state);
    const waiting = concerned.filter((_, o) => reuse[o] === null);
    const candidates = looping.filter((d) => (placed & (1 << d)) === 0 && constraint.admits([...inner, d], looping));
    if (waiting.length === 0 || candidates.length === 0) {
      // One order for each effect, and each order once.
      const order = constraint.complete(inner, looping);
      const effect = `${placed & ~loops}|${reuse}`;
      if (!found.has(effect) && ![...found.values()].some((other) => other.join() === order.join()))
        found.set(effect, order);
      return;
    }
    const free = candidates.filter((d) => waiting.every(({ relevant }) => (relevant & (1 << d)) === 0));
    const forfeit = strict && waiting.some(({ windows }) => windows.length > 0);
    for (const d of free.length > 0 && !forfeit && !constrained ? free.slice(0, 1) : candidates) {
      const decided = concerned.map(({ relevant, windows }, o) => {
        if (reuse[o] !== null || (relevant & (1 << d)) === 0) return reuse[o];
        const halo = windows.some(({ mask }) => (mask & (1 << d)) !== 0) && (loops === 0 || !strict);
        return halo ? `${loops}:${d}` : `${loops}`;
      });
      extend([...inner, d], loops | (1 << d), idle, decided);
      if (idle > 0) extend([...inner, d], loops, idle - 1, reuse);
    }
  };
  const undecided = concerned.map(() => null);
  for (let idle = 0; idle <= (constrained ? looping.length : 0); idle++) extend([], 0, idle, undecided);
  return [...found.values()];
}
