import type { Loops } from './loops.js';
import { lastWord, Marks, TileWords } from './marks.js';
import { MAX_DIMENSIONS } from './misfit.js';
import type { ProblemAxis } from './problem.js';
import { EACH, SHARED, START } from './ways.js';

/** Where the receivers of one dimension can stand. */
interface ReceiverPlace {
  /** How many states and positions it stands for. */
  readonly count: number;
  /** First index of the tile, before positions that share. */
  readonly base: number;
  /** And of the previous tile, with the loops inside the one that went on at 0. */
  readonly previous: number;
}

/**
 * As {@link RaggedWindow}, where instances share the window: the words of all that share are listed, so those that several
 * get together count once.
 */
export class SharedWindow {
  /** Words that are present after an increment of the loop, over all states and groups of receivers. */
  present = 0;
  /** And how many of them are not new. */
  kept = 0;

  readonly #loops: Loops;
  readonly #tile = new TileWords();
  readonly #inPrevious = new Marks();
  readonly #inTile = new Marks();
  readonly #isNew = new Marks();
  readonly #bases = new Float64Array(MAX_DIMENSIONS);
  readonly #extents = new Float64Array(MAX_DIMENSIONS);
  readonly #position: Float64Array;

  constructor(loops: Loops) {
    this.#loops = loops;
    this.#position = new Float64Array(loops.level.length);
  }

  /**
   * @param from the first loop outside the receivers.
   * @param k the temporal loop that goes on, {@link START} or {@link ALL}.
   * @param held the extents of a receiver's tile, by dimension from `at` on.
   * @param kinds of ways to count spatial loops, by loop.
   */
  count(axis: ProblemAxis, from: number, k: number, held: Float64Array, at: number, kinds: Uint8Array): void {
    this.present = this.kept = 0;
    for (const marks of [this.#inPrevious, this.#inTile, this.#isNew]) marks.reach(lastWord(axis, this.#loops.sizes));
    const places = axis.dimensions.map((d) => this.#places(d, from, k, kinds));
    const shared = [];
    for (let i = this.#loops.end - 1; i >= from; i--) {
      if (this.#loops.spatial[i] === 1 && kinds[i] === SHARED && (axis.mask & (1 << this.#loops.dimension[i])) !== 0) {
        shared.push(i);
      }
    }
    this.#combine(axis, from, k, held, at, places, shared, []);
  }

  #combine(
    axis: ProblemAxis,
    from: number,
    k: number,
    held: Float64Array,
    at: number,
    places: readonly (readonly ReceiverPlace[])[],
    shared: readonly number[],
    chosen: readonly ReceiverPlace[],
  ): void {
    if (chosen.length < places.length) {
      for (const place of places[chosen.length]) {
        this.#combine(axis, from, k, held, at, places, shared, [...chosen, place]);
      }
      return;
    }
    const count = chosen.reduce((product, place) => product * place.count, 1);
    const tileMark = this.#inTile.next();
    const newMark = this.#isNew.next();
    let present = 0;
    let fresh = 0;
    do {
      if (!this.#locate(axis, from, START, held, at, shared, chosen, false)) continue;
      const previousMark = this.#inPrevious.next();
      if (k >= 0) {
        this.#locate(axis, from, k, held, at, shared, chosen, true);
        this.#tile.list(axis, this.#bases, this.#extents);
        for (let i = 0; i < this.#tile.count; i++) this.#inPrevious.set(this.#tile.words[i], previousMark);
        this.#locate(axis, from, START, held, at, shared, chosen, false);
      }
      this.#tile.list(axis, this.#bases, this.#extents);
      for (let i = 0; i < this.#tile.count; i++) {
        const word = this.#tile.words[i];
        if (this.#inTile.get(word) !== tileMark) {
          this.#inTile.set(word, tileMark);
          present++;
        }
        if (this.#inPrevious.get(word) !== previousMark && this.#isNew.get(word) !== newMark) {
          this.#isNew.set(word, newMark);
          fresh++;
        }
      }
    } while (this.#advance(shared));
    this.present += count * present;
    this.kept += count * (present - fresh);
  }

  /** Where receivers of dimension `d` stand, shared positions apart: one place for those that stand alike. */
  #places(d: number, from: number, k: number, kinds: Uint8Array): ReceiverPlace[] {
    const loops = this.#loops;
    let places: (ReceiverPlace & { readonly last: boolean })[] = [{ count: 1, base: 0, previous: 0, last: true }];
    for (let i = loops.end - 1; i >= from; i--) {
      if (loops.dimension[i] !== d) continue;
      const n = loops.iterations[i];
      const stride = loops.stride[i];
      if (loops.spatial[i] === 1) {
        if (kinds[i] !== EACH) continue;
        places = places.flatMap((place) =>
          Array.from({ length: n }, (_, x) => ({
            ...place,
            base: place.base + x * stride,
            previous: place.previous + x * stride,
          })),
        );
      } else if (k !== START && i >= k) {
        // Which positions work depends only on how many loops, from the outermost in, are at their last index.
        const least = i === k ? 1 : 0;
        const before = i === k ? stride : 0;
        places = places.flatMap((place) => {
          const at = (x: number, count: number, last: boolean) => ({
            count: place.count * count,
            base: place.base + x * stride,
            previous: place.previous + x * stride - before,
            last,
          });
          if (!place.last) return [at(least, n - least, false)];
          return n - least > 1 ? [at(least, n - least - 1, false), at(n - 1, 1, true)] : [at(n - 1, 1, true)];
        });
      } else {
        places = places.map((place) => ({ ...place, last: false }));
      }
    }
    return places;
  }

  /** The tile, or the previous one, of the receiver at the present position; false if it is idle. */
  #locate(
    { dimensions }: ProblemAxis,
    from: number,
    k: number,
    held: Float64Array,
    at: number,
    shared: readonly number[],
    chosen: readonly ReceiverPlace[],
    previous: boolean,
  ): boolean {
    const loops = this.#loops;
    for (let j = 0; j < dimensions.length; j++) {
      const d = dimensions[j];
      const size = loops.sizes[d];
      let base = previous ? chosen[j].previous : chosen[j].base;
      for (const i of shared) if (loops.dimension[i] === d) base += this.#position[i] * loops.stride[i];
      if (base >= size) return false;
      if (previous) {
        // The last index of the loops inside at which this receiver works.
        for (let i = k - 1; i >= from; i--) {
          if (loops.spatial[i] === 1 || loops.dimension[i] !== d) continue;
          const most = Math.ceil((size - base) / loops.stride[i]) - 1;
          base += Math.min(most, loops.iterations[i] - 1) * loops.stride[i];
        }
      }
      this.#bases[j] = base;
      this.#extents[j] = Math.min(held[at + d], size - base);
    }
    return true;
  }

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
