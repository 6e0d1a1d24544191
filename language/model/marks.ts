import type { ProblemAxis } from './problem.js';

/** Words of an axis, marked with numbers that grow, so nothing needs to be erased. */
export class Marks {
  #marks = new Int32Array(1024);
  #last = 0;

  /** A number that marks nothing yet. */
  next(): number {
    if (this.#last === 2 ** 31 - 1) {
      this.#marks.fill(0);
      this.#last = 0;
    }
    return ++this.#last;
  }

  /** Makes room for words up to this one. */
  reach(word: number): void {
    if (word < this.#marks.length) return;
    const longer = new Int32Array(2 * word);
    longer.set(this.#marks);
    this.#marks = longer;
  }

  get(word: number): number {
    return this.#marks[word];
  }

  set(word: number, mark: number): void {
    this.#marks[word] = mark;
  }
}

/** The words of tiles of an axis, one tile at a time, in an array that is used again. */
export class TileWords {
  words = new Float64Array(256);
  count = 0;

  /**
   * @param bases first index of each dimension of the axis.
   * @param extents of each.
   */
  list({ coefficients }: ProblemAxis, bases: Float64Array, extents: Float64Array): void {
    let first = 0;
    for (let i = 0; i < coefficients.length; i++) first += coefficients[i] * bases[i];
    this.words[0] = first;
    this.count = 1;
    for (let i = 0; i < coefficients.length; i++) {
      const before = this.count;
      this.#reserve(before * extents[i]);
      for (let x = 1; x < extents[i]; x++) {
        for (let j = 0; j < before; j++) this.words[this.count++] = this.words[j] + coefficients[i] * x;
      }
    }
  }

  #reserve(count: number): void {
    if (count <= this.words.length) return;
    const longer = new Float64Array(2 * count);
    longer.set(this.words);
    this.words = longer;
  }
}

/** The largest word of an axis with so many indices of each dimension. */
export function lastWord({ dimensions, coefficients }: ProblemAxis, sizes: Float64Array): number {
  let last = 0;
  for (let i = 0; i < dimensions.length; i++) last += coefficients[i] * (sizes[dimensions[i]] - 1);
  return last;
}

/** Axes with more combinations of indices are not listed: that would take milliseconds each time. */
const MOST_INDICES = 1 << 18;
/** Nor are those whose words reach further: each needs a place in an array. */
const FURTHEST_WORD = 1 << 22;

/** Whether the words of an axis can be listed. */
export function listable(axis: ProblemAxis, sizes: Float64Array): boolean {
  let indices = 1;
  for (let i = 0; i < axis.dimensions.length; i++) indices *= sizes[axis.dimensions[i]];
  return indices <= MOST_INDICES && lastWord(axis, sizes) <= FURTHEST_WORD;
}
