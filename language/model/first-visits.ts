import type { Loops } from './loops.js';
import { lastWord, listable, Marks, TileWords } from './marks.js';
import { MAX_DIMENSIONS } from './misfit.js';
import type { ProblemAxis } from './problem.js';
import { Sums } from './sums.js';
import { EACH, FIRST } from './ways.js';

/**
 * How often receivers get a word of a window that none of them had before (model.md section 4, "First visits"): the states of the
 * temporal loops of the axis are walked in their order, each with its receivers.
 */
export class FirstVisits {
  readonly #loops: Loops;
  /** The loops of the axis outside the receivers, outermost first, and where each stands. */
  readonly #temporal: number[] = [];
  readonly #outside: number[] = [];
  readonly #apart: number[] = [];
  readonly #together: number[] = [];
  readonly #position: Float64Array;
  readonly #bases = new Float64Array(MAX_DIMENSIONS);
  readonly #extents = new Float64Array(MAX_DIMENSIONS);
  readonly #all = new Sums(MAX_DIMENSIONS);
  readonly #tile = new TileWords();
  /** The state in which a word was had first. */
  readonly #had = new Marks();
  /** The group of receivers that a word has been counted for. */
  readonly #counted = new Marks();

  constructor(loops: Loops) {
    this.#loops = loops;
    this.#position = new Float64Array(loops.level.length);
  }

  /**
   * @param l the memory that receivers with the same words before them stand under.
   * @param held the extents of a receiver's tile, by dimension from `at` on.
   * @param kinds of ways to count spatial loops, by loop.
   */
  count(axis: ProblemAxis, l: number, from: number, held: Float64Array, at: number, kinds: Uint8Array): number {
    const loops = this.#loops;
    const inside = loops.inside[l];
    this.#temporal.length = this.#outside.length = this.#apart.length = this.#together.length = 0;
    for (let i = loops.count - 1; i >= from; i--) {
      if ((axis.mask & (1 << loops.dimension[i])) === 0) continue;
      this.#position[i] = 0;
      if (loops.spatial[i] === 0) this.#temporal.push(i);
      else if (i >= inside) {
        if (kinds[i] === EACH) this.#outside.push(i);
      } else if (kinds[i] === EACH) this.#apart.push(i);
      else this.#together.push(i);
    }
    // Too many words to walk count once each, so that all others are partial sums that come back: an upper bound.
    if (!listable(axis, loops.sizes)) {
      this.#all.clear();
      axis.dimensions.forEach((d, j) => {
        this.#all.add(axis.coefficients[j], loops.sizes[d]);
      });
      this.#all.measure();
      return this.#all.size;
    }
    this.#had.reach(lastWord(axis, loops.sizes));
    this.#counted.reach(lastWord(axis, loops.sizes));
    let visits = 0;
    do {
      const start = this.#had.next();
      let state = start;
      do {
        do {
          visits += this.#group(axis, start, state, held, at, kinds);
        } while (this.#advance(this.#apart));
        state = this.#had.next();
      } while (this.#advance(this.#temporal));
    } while (this.#advance(this.#outside));
    return visits;
  }

  /** The words that the receivers of one group are the first to have. */
  #group(axis: ProblemAxis, start: number, state: number, held: Float64Array, at: number, kinds: Uint8Array): number {
    const group = this.#counted.next();
    let visits = 0;
    do {
      if (!this.#locate(axis, held, at)) continue;
      const counts = this.#together.every((i) => kinds[i] !== FIRST || this.#position[i] === 0);
      this.#tile.list(axis, this.#bases, this.#extents);
      for (let i = 0; i < this.#tile.count; i++) {
        const word = this.#tile.words[i];
        const since = this.#had.get(word);
        if (since >= start && since !== state) continue;
        if (since < start) this.#had.set(word, state);
        if (counts && this.#counted.get(word) !== group) {
          this.#counted.set(word, group);
          visits++;
        }
      }
    } while (this.#advance(this.#together));
    return visits;
  }

  /** The tile of the receiver at the present position; false if it is idle. */
  #locate({ dimensions }: ProblemAxis, held: Float64Array, at: number): boolean {
    const loops = this.#loops;
    for (let j = 0; j < dimensions.length; j++) {
      const d = dimensions[j];
      let base = 0;
      for (const part of [this.#temporal, this.#outside, this.#apart, this.#together]) {
        for (const i of part) if (loops.dimension[i] === d) base += this.#position[i] * loops.stride[i];
      }
      if (base >= loops.sizes[d]) return false;
      this.#bases[j] = base;
      this.#extents[j] = Math.min(held[at + d], loops.sizes[d] - base);
    }
    return true;
  }

  /** The next position of some loops, the last fastest; false after the last, when they are at the first again. */
  #advance(some: readonly number[]): boolean {
    for (let j = some.length - 1; j >= 0; j--) {
      const i = some[j];
      if (this.#position[i] + 1 < this.#loops.iterations[i]) {
        this.#position[i]++;
        return true;
      }
      this.#position[i] = 0;
    }
    return false;
  }
}
