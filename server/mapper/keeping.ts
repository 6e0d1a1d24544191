import { type Problem, spansOf } from '../../language/model/index.js';

/** The most ways to keep operands that a search goes through. */
const MOST = 1024;

/** What the memories of a mapping do not keep, by level: bit `o` for operand `o`. */
export type Bypass = Uint8Array;

/** What is chosen before a search of its own. */
export interface Choice {
  /** What the iterations of each dimension multiply up to. */
  readonly sizes: readonly number[];
  readonly bypass: Bypass;
  /** Whether spatial loops need not divide. */
  readonly ragged: boolean;
}

/**
 * All ways to keep operands or not where memories may bypass them, the one that keeps everything first.
 *
 * @returns at most {@link MOST} of them; `all` says whether there are no more.
 */
export function keepings(problem: Problem): { readonly choices: readonly Bypass[]; readonly all: boolean } {
  let choices: Bypass[] = [new Uint8Array(problem.levels.length)];
  let all = true;
  problem.operands.forEach(({ stores }, o) => {
    for (const l of stores) {
      // The outermost memory keeps what it keeps.
      if (l === 0 || (problem.mayBypass[l] & (1 << o)) === 0) continue;
      if (2 * choices.length > MOST) {
        all = false;
        return;
      }
      choices = choices.flatMap((bypass) => {
        const without = bypass.slice();
        without[l] |= 1 << o;
        return [bypass, without];
      });
    }
  });
  const kept = (bypass: Bypass): boolean =>
    problem.operands.every(({ stores }, o) => stores.some((l) => (bypass[l] & (1 << o)) === 0));
  return { choices: choices.filter(kept), all };
}

/** A problem in which memories keep what a choice leaves them, as if the architecture said so. */
export function keeping(problem: Problem, bypass: Bypass): Problem {
  if (bypass.every((mask) => mask === 0)) return problem;
  const operands = problem.operands.map((operand, o) => ({
    ...operand,
    stores: operand.stores.filter((l) => (bypass[l] & (1 << o)) === 0),
  }));
  return { ...problem, operands, bypass, spans: spansOf(operands, problem.levels.length - 1) };
}
