import { EvenWindow } from './even-window.js';
import type { FirstVisits } from './first-visits.js';
import { ANY, type LevelFacts, NOTHING, STRICT } from './level-facts.js';
import type { Loops } from './loops.js';
import { listable } from './marks.js';
import type { Problem, ProblemAxis, ProblemOperand } from './problem.js';
import { RaggedWindow } from './ragged-window.js';
import { SharedWindow } from './shared-window.js';
import { LATER, ONCE, SECOND, SUM, visits } from './visits.js';
import { ALL, EACH, SHARED, START } from './ways.js';

/**
 * What moves where loops are ragged: the sum over loops of model.md section 4, for one operand, receivers and way of sharing at a
 * time.
 */
export class RaggedTraffic {
  readonly #problem: Problem;
  readonly #loops: Loops;
  readonly #facts: LevelFacts;
  readonly #firstVisits: FirstVisits;
  readonly #even: EvenWindow;
  readonly #ragged: RaggedWindow;
  readonly #shared: SharedWindow;
  /** How the positions of each loop count while one goes on. */
  readonly #ways: Uint8Array;

  constructor(problem: Problem, loops: Loops, facts: LevelFacts, firstVisits: FirstVisits) {
    this.#problem = problem;
    this.#loops = loops;
    this.#facts = facts;
    this.#firstVisits = firstVisits;
    this.#even = new EvenWindow(problem, loops);
    this.#ragged = new RaggedWindow(loops);
    this.#shared = new SharedWindow(loops);
    this.#ways = new Uint8Array(loops.level.length);
  }

  /**
   * The words of operand `o` that receivers on level `n` newly get, the number of levels for MACs.
   *
   * @param kinds of ways to count spatial loops, by loop.
   */
  moved(o: number, n: number, kinds: Uint8Array): number {
    const loops = this.#loops;
    if (n === this.#problem.levels.length) return this.#present(o, n, ALL, kinds, false);
    let words = this.#present(o, n, START, kinds, false);
    for (let k = loops.outside[n]; k < loops.end; k++) {
      if (loops.spatial[k] === 0) words += this.#present(o, n, k, kinds, true);
    }
    return words;
  }

  /** The words that none of the receivers under the same instance of memory `l` had before. */
  first(o: number, l: number, n: number, kinds: Uint8Array): number {
    const loops = this.#loops;
    const { axes, relevant } = this.#problem.operands[o];
    const D = this.#problem.dimensions.length;
    const from = loops.outside[n];
    this.#count(START, from, kinds);
    let words = this.#receivers(relevant, from, n);
    this.#count(ALL, from, kinds);
    for (const axis of axes) {
      words *=
        axis.dimensions.length === 1
          ? visits(loops, axis.dimensions[0], from, this.#ways, loops.held[n * D + axis.dimensions[0]], true)
          : this.#firstVisits.count(axis, l, from, loops.held, n * D, kinds);
    }
    return words;
  }

  /** The words that are present after an increment of loop `k`, without those that were there before if `less`. */
  #present(o: number, n: number, k: number, kinds: Uint8Array, less: boolean): number {
    const loops = this.#loops;
    const operand = this.#problem.operands[o];
    const D = this.#problem.dimensions.length;
    const from = loops.outside[n];
    this.#count(k, from, kinds);
    const receivers = this.#receivers(operand.relevant, from, n);
    if (receivers === 0) return 0;
    const keeps = less && this.#keeps(operand, n, k);
    let present = 1;
    let kept = keeps ? 1 : 0;
    for (const axis of operand.axes) {
      if (axis.dimensions.length === 1) {
        const d = axis.dimensions[0];
        const extent = loops.held[n * D + d];
        const words = visits(loops, d, from, this.#ways, extent, true);
        present *= words;
        if (kept > 0) kept *= this.#keptOfOne(d, k, from, extent, words);
      } else {
        const window = this.#windowOf(axis, from, kinds);
        window.count(axis, from, k, loops.held, n * D, kinds);
        present *= window.present;
        kept *= window.kept;
      }
    }
    return receivers * (present - kept);
  }

  /** How to count an axis of several terms. */
  #windowOf(axis: ProblemAxis, from: number, kinds: Uint8Array): EvenWindow | RaggedWindow | SharedWindow {
    const { ragged, spatial, dimension, end, sizes } = this.#loops;
    if ((axis.mask & ragged) === 0) return this.#even;
    let shares = false;
    for (let i = from; i < end && !shares; i++) {
      shares = spatial[i] === 1 && kinds[i] === SHARED && (axis.mask & (1 << dimension[i])) !== 0;
    }
    // Too many words to list count for each instance, an upper bound of what moves.
    return shares && listable(axis, sizes) ? this.#shared : this.#ragged;
  }

  /** How temporal loops count while loop `k` goes on. */
  #count(k: number, from: number, kinds: Uint8Array): void {
    const { spatial, end } = this.#loops;
    for (let i = from; i < end; i++) {
      if (spatial[i] === 1) this.#ways[i] = kinds[i] === EACH ? SUM : ONCE;
      else if (k === ALL || (k !== START && i > k)) this.#ways[i] = SUM;
      else this.#ways[i] = i === k ? LATER : ONCE;
    }
  }

  /** Groups of receivers that work, over the orthogonal dimensions. */
  #receivers(relevant: number, from: number, n: number): number {
    const D = this.#problem.dimensions.length;
    let groups = 1;
    for (let d = 0; d < D && groups > 0; d++) {
      if ((relevant & (1 << d)) !== 0) continue;
      groups *= visits(this.#loops, d, from, this.#ways, this.#loops.held[n * D + d], false);
    }
    return groups;
  }

  /** Of the words on an axis of one term, those that were there before loop `k` went on. */
  #keptOfOne(d: number, k: number, from: number, extent: number, words: number): number {
    const loops = this.#loops;
    if (loops.dimension[k] === d) return 0;
    let innermost = from;
    while (innermost < k && (loops.spatial[innermost] === 1 || loops.dimension[innermost] !== d)) innermost++;
    if (innermost === k) return words;
    this.#ways[innermost] = SECOND;
    const moved = extent * visits(loops, d, from, this.#ways, extent, false);
    this.#ways[innermost] = ONCE;
    return words - moved;
  }

  /** Whether words of the previous tile can stay when loop `k` goes on (model.md section 3, "Windows"). */
  #keeps({ windows, axes, relevant }: ProblemOperand, n: number, k: number): boolean {
    const mode = this.#facts.windows[n];
    if (mode === ANY || windows.length === 0) return true;
    const { outside, spatial, dimension, level } = this.#loops;
    const axis = axes.find(({ mask }) => (mask & (1 << dimension[k])) !== 0);
    let moves = false;
    let slides = mode !== NOTHING && axis !== undefined;
    for (let i = outside[n]; i < k; i++) {
      if (spatial[i] === 1) {
        if (axis !== undefined && level[i] > level[k] && (axis.mask & (1 << dimension[i])) !== 0) slides = false;
        continue;
      }
      if ((relevant & (1 << dimension[i])) !== 0) moves = true;
      if (mode === STRICT && level[i] === level[k]) slides = false;
    }
    return axis === undefined ? !moves : slides && !moves;
  }
}
