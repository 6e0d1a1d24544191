import type { Loops } from './loops.js';
import type { Problem, ProblemAxis } from './problem.js';
import { Sums } from './sums.js';
import { ALL, EACH, SHARED, START } from './ways.js';

/**
 * The words of a window that are present and kept where no loop on it is ragged, so all tiles move alike (model.md section 4,
 * "An axis of several terms").
 */
export class EvenWindow {
  /** Words that are present after an increment of the loop, over all states and groups of receivers. */
  present = 0;
  /** And how many of them are not new. */
  kept = 0;

  readonly #loops: Loops;
  readonly #tile: Sums;
  readonly #shifts: Sums;
  readonly #union: Sums;
  readonly #scratch: Sums;

  constructor({ levels, dimensions }: Problem, loops: Loops) {
    this.#loops = loops;
    const mostTerms = (levels.length + 1) * dimensions.length;
    this.#tile = new Sums(mostTerms);
    this.#shifts = new Sums(mostTerms);
    this.#union = new Sums(mostTerms);
    this.#scratch = new Sums(mostTerms);
  }

  /**
   * @param from the first loop outside the receivers.
   * @param k the temporal loop that goes on, {@link START} or {@link ALL}.
   * @param held the extents of a receiver's tile, by dimension from `at` on.
   * @param kinds of ways to count spatial loops, by loop.
   */
  count(axis: ProblemAxis, from: number, k: number, held: Float64Array, at: number, kinds: Uint8Array): void {
    const { dimension, iterations, stride, spatial, end } = this.#loops;
    this.#tile.clear();
    this.#shifts.clear();
    for (let j = 0; j < axis.dimensions.length; j++) {
      this.#tile.add(axis.coefficients[j], held[at + axis.dimensions[j]]);
    }
    let times = 1;
    let delta = 0;
    for (let i = from; i < end; i++) {
      const j = axis.dimensions.indexOf(dimension[i]);
      if (j < 0) continue;
      const step = axis.coefficients[j] * stride[i];
      if (spatial[i] === 1) {
        if (kinds[i] === EACH) times *= iterations[i];
        else if (kinds[i] === SHARED) this.#shifts.add(step, iterations[i]);
      } else if (k === ALL || (k !== START && i > k)) {
        times *= iterations[i];
      } else if (i === k) {
        times *= iterations[i] - 1;
        delta += step;
      } else {
        delta -= step * (iterations[i] - 1);
      }
    }
    this.#tile.measure();
    this.#union.clear();
    this.#union.addAll(this.#tile);
    this.#union.addAll(this.#shifts);
    this.#union.measure();
    this.present = times * this.#union.size;
    const fresh = this.#tile.freshShared(delta, this.#shifts, this.#union, this.#scratch);
    this.kept = k < 0 ? 0 : this.present - times * fresh;
  }
}
