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
  /** Those of the axis outside the receivers: temporal ones, spatial ones outside the memory, … */
  readonly #temporal: Positions;
  readonly #outside: Positions;
  /** … those within the span whose positions count one by one, and the others. */
  readonly #apart: Positions;
  readonly #together: Positions;
  /** First index by dimension of the axis, at the present position of all loops. */
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
    this.#temporal = new Positions(loops, this.#bases);
    this.#outside = new Positions(loops, this.#bases);
    this.#apart = new Positions(loops, this.#bases);
    this.#together = new Positions(loops, this.#bases);
  }

  /**
   * @param l the memory that receivers with the same words before them stand under.
   * @param held the extents of a receiver's tile, by dimension from `at` on.
   * @param kinds of ways to count spatial loops, by loop.
   */
  count(axis: ProblemAxis, l: number, from: number, held: Float64Array, at: number, kinds: Uint8Array): number {
    const loops = this.#loops;
    const outsideMemory = loops.outside[l];
    const ragged = (axis.mask & loops.ragged) !== 0;
    this.#temporal.clear();
    this.#outside.clear();
    this.#apart.clear();
    this.#together.clear();
    let instances = 1;
    let isFirst = false;
    for (let i = loops.end - 1; i >= from; i--) {
      if ((axis.mask & (1 << loops.dimension[i])) === 0) continue;
      const j = axis.dimensions.indexOf(loops.dimension[i]);
      if (loops.spatial[i] === 0) this.#temporal.add(i, j, false);
      else if (i >= outsideMemory) {
        // Without ragged loops all instances of the memory do the same.
        if (kinds[i] !== EACH) continue;
        if (ragged) this.#outside.add(i, j, false);
        else instances *= loops.iterations[i];
      } else if (kinds[i] === EACH) this.#apart.add(i, j, false);
      else {
        this.#together.add(i, j, kinds[i] === FIRST);
        isFirst ||= kinds[i] === FIRST;
      }
    }
    // Where all receivers are one group, each word is had first once. So are, as an upper bound of those that come back,
    // words too many to walk.
    const isOneGroup = this.#apart.count === 0 && !isFirst && this.#coversAll(axis, l);
    if (isOneGroup || !listable(axis, loops.sizes)) {
      this.#all.clear();
      for (let j = 0; j < axis.dimensions.length; j++) {
        this.#all.add(axis.coefficients[j], loops.sizes[axis.dimensions[j]]);
      }
      this.#all.measure();
      return this.#all.size * instances;
    }
    return instances * this.#walk(axis, held, at);
  }

  /** Whether an instance of memory `l` has all indices of the axis in some step: no spatial loop of it stands outside. */
  #coversAll(axis: ProblemAxis, l: number): boolean {
    const { spatial, dimension, outside, end } = this.#loops;
    for (let i = outside[l]; i < end; i++) {
      if (spatial[i] === 1 && (axis.mask & (1 << dimension[i])) !== 0) return false;
    }
    return true;
  }

  #walk(axis: ProblemAxis, held: Float64Array, at: number): number {
    const reach = lastWord(axis, this.#loops.sizes);
    this.#had.reach(reach);
    this.#counted.reach(reach);
    this.#bases.fill(0, 0, axis.dimensions.length);
    let visits = 0;
    do {
      const start = this.#had.next();
      let state = start;
      do {
        do {
          visits += this.#group(axis, start, state, held, at);
        } while (this.#apart.advance());
        state = this.#had.next();
      } while (this.#temporal.advance());
    } while (this.#outside.advance());
    return visits;
  }

  /** The words that the receivers of one group are the first to have. */
  #group(axis: ProblemAxis, start: number, state: number, held: Float64Array, at: number): number {
    const group = this.#counted.next();
    let visits = 0;
    do {
      if (!this.#locate(axis, held, at)) continue;
      const counts = this.#together.countsHere;
      this.#tile.list(axis, this.#bases, this.#extents);
      const { words, count } = this.#tile;
      for (let i = 0; i < count; i++) {
        const word = words[i];
        const since = this.#had.get(word);
        if (since >= start && since !== state) continue;
        if (since < start) this.#had.set(word, state);
        if (counts && this.#counted.get(word) !== group) {
          this.#counted.set(word, group);
          visits++;
        }
      }
    } while (this.#together.advance());
    return visits;
  }

  /** The extents of the receiver at the present position; false if it is idle. */
  #locate({ dimensions }: ProblemAxis, held: Float64Array, at: number): boolean {
    for (let j = 0; j < dimensions.length; j++) {
      const left = this.#loops.sizes[dimensions[j]] - this.#bases[j];
      if (left <= 0) return false;
      this.#extents[j] = Math.min(held[at + dimensions[j]], left);
    }
    return true;
  }
}

/** Where some loops stand, the last of them the fastest. */
class Positions {
  count = 0;

  readonly #loops: Loops;
  readonly #bases: Float64Array;
  readonly #loop: Uint16Array;
  readonly #axisDimension: Uint8Array;
  readonly #firstOnly: Uint8Array;
  readonly #position: Float64Array;

  /** @param bases are moved along, by dimension of the axis. */
  constructor(loops: Loops, bases: Float64Array) {
    this.#loops = loops;
    this.#bases = bases;
    this.#loop = new Uint16Array(loops.end);
    this.#axisDimension = new Uint8Array(loops.end);
    this.#firstOnly = new Uint8Array(loops.end);
    this.#position = new Float64Array(loops.end);
  }

  clear(): void {
    this.count = 0;
  }

  /**
   * Puts a loop inside the others, at its first position.
   *
   * @param j its dimension, as a number on the axis.
   * @param firstOnly whether only its first position counts.
   */
  add(loop: number, j: number, firstOnly: boolean): void {
    this.#loop[this.count] = loop;
    this.#axisDimension[this.count] = j;
    this.#firstOnly[this.count] = firstOnly ? 1 : 0;
    this.#position[this.count++] = 0;
  }

  /** Whether the receivers at the present position count. */
  get countsHere(): boolean {
    for (let i = 0; i < this.count; i++) if (this.#firstOnly[i] === 1 && this.#position[i] > 0) return false;
    return true;
  }

  /** Goes to the next position; false after the last, when all loops are at the first again. */
  advance(): boolean {
    const { iterations, stride } = this.#loops;
    for (let i = this.count - 1; i >= 0; i--) {
      const loop = this.#loop[i];
      const j = this.#axisDimension[i];
      if (this.#position[i] + 1 < iterations[loop]) {
        this.#position[i]++;
        this.#bases[j] += stride[loop];
        return true;
      }
      this.#bases[j] -= stride[loop] * this.#position[i];
      this.#position[i] = 0;
    }
    return false;
  }
}
