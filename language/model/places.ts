import type { Loops } from './loops.js';
import { EACH, START } from './ways.js';

/**
 * Where the receivers of one dimension stand after an increment of a loop, while no instances share: those that have tiles of the
 * same extent, and had the previous one at the same distance with the same extent, are one entry.
 */
export class Places {
  size = 0;
  /** How many states and positions. */
  readonly count: number[] = [];
  readonly extent: number[] = [];
  /** The extent of the previous tile, and how far it is back. */
  readonly previous: number[] = [];
  readonly distance: number[] = [];

  readonly #loops: Loops;
  #d = 0;
  #from = 0;
  #k = 0;
  #follows = false;
  #extent = 0;

  constructor(loops: Loops) {
    this.#loops = loops;
  }

  /**
   * @param d the dimension.
   * @param from the first loop outside the receivers.
   * @param k the temporal loop that goes on, {@link START} or {@link ALL}.
   * @param follows whether to find the previous tile, too; there is none without a loop that goes on.
   * @param extent the nominal one of tiles.
   * @param kinds of ways to count spatial loops, by loop; none shares.
   */
  find(d: number, from: number, k: number, follows: boolean, extent: number, kinds: Uint8Array): void {
    this.size = 0;
    this.#d = d;
    this.#from = from;
    this.#k = k;
    this.#follows = follows;
    this.#extent = extent;
    this.#place(this.#loops.end - 1, 0, this.#loops.sizes[d], 1, kinds);
  }

  /**
   * Puts the loops from `i` inwards to their positions.
   *
   * @param base the first index so far.
   * @param left how many indices there are from there on, up to what the loops from `i` inwards iterate over.
   */
  #place(i: number, base: number, left: number, count: number, kinds: Uint8Array): void {
    const { dimension, spatial, stride } = this.#loops;
    let at = i;
    while (at >= this.#from && dimension[at] !== this.#d) at--;
    if (at < this.#from) {
      this.#enter(base, left, count);
      return;
    }
    const step = stride[at];
    const once = spatial[at] === 1 ? kinds[at] !== EACH : at < this.#k || this.#k === START;
    if (once) {
      this.#place(at - 1, base, Math.min(left, step), count, kinds);
      return;
    }
    if (this.#follows && spatial[at] === 1 && this.#returnsOutside(at)) {
      for (let x = 0; x * step < left; x++) {
        this.#place(at - 1, base + x * step, Math.min(step, left - x * step), count, kinds);
      }
      return;
    }
    const least = at === this.#k && spatial[at] === 0 ? 1 : 0;
    const complete = Math.floor(left / step);
    // All complete positions are alike, and the last one may be incomplete.
    if (complete > least) this.#place(at - 1, base + least * step, step, count * (complete - least), kinds);
    const rest = left - complete * step;
    if (rest > 0 && complete >= least) this.#place(at - 1, base + complete * step, rest, count, kinds);
  }

  /**
   * Whether a loop that returns to 0 stands outside a spatial one: before, it was at the last index at which the receiver works,
   * which differs from position to position.
   */
  #returnsOutside(at: number): boolean {
    const { dimension, spatial } = this.#loops;
    for (let i = at + 1; i < this.#k; i++) if (spatial[i] === 0 && dimension[i] === this.#d) return true;
    return false;
  }

  #enter(base: number, left: number, count: number): void {
    const extent = Math.min(this.#extent, left);
    const before = this.#follows ? this.#before(base) : base;
    const previous = Math.min(this.#extent, this.#loops.sizes[this.#d] - before);
    for (let j = 0; j < this.size; j++) {
      if (this.extent[j] === extent && this.previous[j] === previous && this.distance[j] === base - before) {
        this.count[j] += count;
        return;
      }
    }
    this.count[this.size] = count;
    this.extent[this.size] = extent;
    this.previous[this.size] = previous;
    this.distance[this.size++] = base - before;
  }

  /** Where a receiver had its previous tile: the loop that goes on was one less, those inside at the last index that works. */
  #before(base: number): number {
    const { dimension, spatial, stride, iterations, sizes } = this.#loops;
    let before = base;
    if (dimension[this.#k] === this.#d) before -= stride[this.#k];
    for (let i = this.#k - 1; i >= this.#from; i--) {
      if (spatial[i] === 1 || dimension[i] !== this.#d) continue;
      const last = Math.ceil((sizes[this.#d] - before) / stride[i]) - 1;
      before += Math.min(last, iterations[i] - 1) * stride[i];
    }
    return before;
  }
}
