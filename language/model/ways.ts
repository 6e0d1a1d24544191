import { FULL, SELECTIVE } from './level-facts.js';
import type { Loops } from './loops.js';
import type { ProblemOperand } from './problem.js';

/** How the positions of a spatial loop are counted (model.md section 4, "A way of sharing"). */
export const EACH = 0;
export const SHARED = 1;
export const FIRST = 2;

/** Instead of a temporal loop that goes on: the words at the start, and those of all states together. */
export const START = -1;
export const ALL = -2;

/** The least sharing with which instances that differ in a dimension can share words of an operand. */
export function leastSharing({ relevant, windowed }: ProblemOperand, d: number): number {
  const bit = 1 << d;
  if ((relevant & bit) === 0) return FULL;
  // Tiles of an axis of one term never overlap.
  return (windowed & bit) === 0 ? SELECTIVE + 1 : SELECTIVE;
}

/** How the spatial loops outside a receiver are counted, by loop. */
export class Way {
  readonly kinds: Uint8Array;
  readonly #loops: Loops;

  constructor(loops: Loops) {
    this.kinds = new Uint8Array(loops.level.length);
    this.#loops = loops;
  }

  /**
   * Of the words that memory `l` sends or receives.
   *
   * @param ofOutside how instances of `l` are counted: each, or the first.
   * @param sharing by level.
   */
  sent(l: number, from: number, ofOutside: number, operand: ProblemOperand, sharing: Uint8Array): Uint8Array {
    const { level, spatial, dimension, end } = this.#loops;
    for (let i = from; i < end; i++) {
      if (spatial[i] === 0) continue;
      if (level[i] < l) this.kinds[i] = ofOutside;
      else this.kinds[i] = sharing[level[i]] >= leastSharing(operand, dimension[i]) ? SHARED : EACH;
    }
    return this.kinds;
  }

  /** Of the words that receivers get: each of them, or the first. */
  delivered(from: number, kind: number): Uint8Array {
    return this.kinds.fill(kind, from, this.#loops.end);
  }
}
