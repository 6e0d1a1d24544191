import type { Loops } from './loops.js';
import { listable, Marks, TileWords } from './marks.js';
import { MAX_DIMENSIONS } from './misfit.js';
import { overlapOfTwo } from './overlap.js';
import { Places } from './places.js';
import type { ProblemAxis } from './problem.js';
import { Sums } from './sums.js';

/** More receivers than these are not gone through, see {@link RaggedWindow.count}. */
const MOST_INSTANCES = 1 << 16;

/**
 * The words of a window that are present and kept where loops on it are ragged, and no instances share it (model.md section 4,
 * "Several terms, ragged"). Receivers whose tiles move alike are taken together.
 */
export class RaggedWindow {
  /** Words that are present after an increment of the loop, over all states and receivers. */
  present = 0;
  /** And how many of them are not new. */
  kept = 0;

  readonly #loops: Loops;
  readonly #places: Places[] = [];
  readonly #tile = new Sums(MAX_DIMENSIONS);
  /** By dimension of the axis: extents of the tile and of the previous one, and how far that is back. */
  readonly #extents = new Float64Array(MAX_DIMENSIONS);
  readonly #previous = new Float64Array(MAX_DIMENSIONS);
  readonly #noBases = new Float64Array(MAX_DIMENSIONS);
  readonly #listed = new TileWords();
  readonly #marks = new Marks();

  constructor(loops: Loops) {
    this.#loops = loops;
  }

  /**
   * @param from the first loop outside the receivers.
   * @param k the temporal loop that goes on, {@link START} or {@link ALL}.
   * @param held the extents of a receiver's tile, by dimension from `at` on.
   * @param kinds of ways to count spatial loops, by loop; none shares.
   */
  count(axis: ProblemAxis, from: number, k: number, held: Float64Array, at: number, kinds: Uint8Array): void {
    const { dimensions } = axis;
    // Too many instances to go through one by one count as getting all words again, an upper bound of what moves.
    const follows = k >= 0 && this.#instances(axis, from) <= MOST_INSTANCES;
    this.present = this.kept = 0;
    for (let j = 0; j < dimensions.length; j++) {
      this.#places[j] ??= new Places(this.#loops);
      this.#places[j].find(dimensions[j], from, k, follows, held[at + dimensions[j]], kinds);
    }
    this.#combine(axis, follows, 0, 1, 0);
  }

  /** How many positions the spatial loops of the axis have. */
  #instances(axis: ProblemAxis, from: number): number {
    const { spatial, dimension, iterations, end } = this.#loops;
    let instances = 1;
    for (let i = from; i < end; i++) {
      if (spatial[i] === 1 && (axis.mask & (1 << dimension[i])) !== 0) instances *= iterations[i];
    }
    return instances;
  }

  /** @param distance how far the previous tile is back, by the dimensions before the `j`th. */
  #combine(axis: ProblemAxis, follows: boolean, j: number, count: number, distance: number): void {
    if (j === axis.dimensions.length) {
      this.#tile.clear();
      for (let i = 0; i < j; i++) this.#tile.add(axis.coefficients[i], this.#extents[i]);
      this.#tile.measure();
      this.present += count * this.#tile.size;
      if (follows) this.kept += count * this.#overlap(axis, distance);
      return;
    }
    const places = this.#places[j];
    for (let i = 0; i < places.size; i++) {
      this.#extents[j] = places.extent[i];
      this.#previous[j] = places.previous[i];
      this.#combine(
        axis,
        follows,
        j + 1,
        count * places.count[i],
        distance + axis.coefficients[j] * places.distance[i],
      );
    }
  }

  /** The words of the tile that the previous one has, so far back. */
  #overlap(axis: ProblemAxis, distance: number): number {
    const [X, before] = [this.#extents, this.#previous];
    let first = -1;
    let second = -1;
    let others = 0;
    for (let j = 0; j < axis.dimensions.length; j++) {
      if (X[j] === 1 && before[j] === 1) continue;
      if (first < 0) first = j;
      else if (second < 0) second = j;
      else others++;
    }
    if (first < 0) return distance === 0 ? 1 : 0;
    if (others > 0) return this.#listedOverlap(axis, distance);
    const c = axis.coefficients;
    return second < 0
      ? overlapOfTwo(c[first], X[first], before[first], c[first], 1, 1, -distance)
      : overlapOfTwo(c[first], X[first], before[first], c[second], X[second], before[second], -distance);
  }

  /** Of three and more terms. Those too many to list count as new, an upper bound of what moves. */
  #listedOverlap(axis: ProblemAxis, distance: number): number {
    if (!listable(axis, this.#loops.sizes)) return 0;
    let [lastTile, lastBefore] = [0, 0];
    for (let j = 0; j < axis.dimensions.length; j++) {
      lastTile += axis.coefficients[j] * (this.#extents[j] - 1);
      lastBefore += axis.coefficients[j] * (this.#previous[j] - 1);
    }
    if (distance > lastBefore || -distance > lastTile) return 0;
    // From the smaller of the two first words on.
    const mark = this.#marks.next();
    this.#marks.reach(lastTile + lastBefore + Math.abs(distance));
    this.#listed.list(axis, this.#noBases, this.#previous);
    for (let i = 0; i < this.#listed.count; i++) this.#marks.set(this.#listed.words[i] + Math.max(0, -distance), mark);
    this.#listed.list(axis, this.#noBases, this.#extents);
    let both = 0;
    for (let i = 0; i < this.#listed.count; i++) {
      const word = this.#listed.words[i] + Math.max(0, distance);
      if (this.#marks.get(word) !== mark) continue;
      this.#marks.set(word, 0);
      both++;
    }
    return both;
  }
}
