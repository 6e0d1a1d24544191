import { distinctOfTwo, distinct as exactDistinct, gcd } from './distinct.js';
import { overlapOfTwo } from './overlap.js';

/** Sets of sums that reach further than this are not enumerated, see {@link Sums.fresh}. */
const ENUMERATION_LIMIT = 1 << 24;

/**
 * The values of an axis: the sums of `c·x` with `0 ≤ x < X`, over terms `(X, c)` (model.md section 1). Terms are put in one
 * after the other; nothing is allocated unless there are three or more and they leave gaps.
 */
export class Sums {
  /** How many terms have more than one value of `x`. */
  terms = 0;
  /** How many values there are. */
  size = 1;
  /** Whether the values are evenly spaced, so there are no gaps. */
  dense = true;
  /** The distance between neighbours, if dense; the greatest common divisor of the coefficients in any case. */
  spacing = 1;

  readonly #c: Float64Array;
  readonly #x: Float64Array;

  constructor(mostTerms: number) {
    this.#c = new Float64Array(mostTerms);
    this.#x = new Float64Array(mostTerms);
  }

  clear(): void {
    this.terms = 0;
    this.size = 1;
    this.dense = true;
    this.spacing = 1;
  }

  /** Puts a term in, in ascending order of coefficients. {@link measure} must follow before anything is asked. */
  add(c: number, x: number): void {
    if (x === 1) return;
    let i = this.terms++;
    for (; i > 0 && this.#c[i - 1] > c; i--) {
      this.#c[i] = this.#c[i - 1];
      this.#x[i] = this.#x[i - 1];
    }
    this.#c[i] = c;
    this.#x[i] = x;
  }

  addAll(other: Sums): void {
    for (let i = 0; i < other.terms; i++) this.add(other.#c[i], other.#x[i]);
  }

  /** Counts the values. */
  measure(): void {
    const c = this.#c;
    const x = this.#x;
    const n = this.terms;
    this.dense = true;
    if (n === 0) {
      this.size = this.spacing = 1;
      return;
    }
    if (n === 1) {
      this.size = x[0];
      this.spacing = c[0];
      return;
    }
    let g = c[0];
    for (let i = 1; i < n && g > 1; i++) g = gcd(c[i], g);
    this.spacing = g;
    let reach = 0;
    for (let i = 0; i < n; i++) {
      const own = c[i] / g;
      if (own > reach + 1) this.dense = false;
      reach += own * (x[i] - 1);
    }
    if (this.dense) this.size = reach + 1;
    else if (n === 2) this.size = distinctOfTwo(c[0] / g, x[0], c[1] / g, x[1]);
    else this.size = exactDistinct(Array.from(c.subarray(0, n)), Array.from(x.subarray(0, n)));
  }

  /**
   * How many values of this set, moved by `delta`, were not in it before (model.md section 4, "An axis of several terms").
   * Sets with gaps of three and more terms that reach further than {@link ENUMERATION_LIMIT} count as wholly new, an upper
   * bound.
   */
  fresh(delta: number): number {
    if (delta === 0) return 0;
    const distance = Math.abs(delta) / this.spacing;
    if (this.terms === 0) return 1;
    if (!Number.isInteger(distance)) return this.size;
    if (this.dense) return Math.min(this.size, distance);
    if (this.terms === 2) {
      const [c, x] = [this.#c, this.#x];
      return this.size - overlapOfTwo(c[0], x[0], x[0], c[1], x[1], x[1], delta);
    }
    return this.#listed(delta, NOTHING, this);
  }

  /**
   * How many values the sums of one of `shifts` and a value that {@link fresh} counts have: what instances at these shifts
   * newly get together.
   *
   * @param union all sums of a shift and a value, measured.
   * @param scratch is overwritten.
   */
  freshShared(delta: number, shifts: Sums, union: Sums, scratch: Sums): number {
    if (delta === 0) return 0;
    const distance = Math.abs(delta) / this.spacing;
    if (!Number.isInteger(distance) && this.terms > 0) return union.size;
    if (!this.dense) return this.#listed(delta, shifts, union);
    scratch.clear();
    scratch.addAll(shifts);
    if (this.terms > 0) scratch.add(this.spacing, Math.min(this.size, distance));
    scratch.measure();
    return scratch.size;
  }

  /** By enumeration. */
  #listed(delta: number, shifts: Sums, union: Sums): number {
    if (union.#reach() > ENUMERATION_LIMIT) return union.size;
    const own = this.#marks(null);
    const left = own.slice();
    for (let value = 0; value < own.length; value++) {
      const moved = value + delta;
      if (moved >= 0 && moved < own.length && own[moved] === 1) left[value] = 0;
    }
    return shifts.#marks(left).reduce((sum, mark) => sum + mark, 0);
  }

  #reach(): number {
    let reach = 1;
    for (let i = 0; i < this.terms; i++) reach += this.#c[i] * (this.#x[i] - 1);
    return reach;
  }

  /** Marks the values, or their sums with marked ones. */
  #marks(start: Uint8Array | null): Uint8Array {
    let marked = start ?? new Uint8Array([1]);
    for (let i = 0; i < this.terms; i++) {
      const next = new Uint8Array(marked.length + this.#c[i] * (this.#x[i] - 1));
      for (let value = 0; value < marked.length; value++) {
        if (marked[value] === 0) continue;
        for (let x = 0; x < this.#x[i]; x++) next[value + this.#c[i] * x] = 1;
      }
      marked = next;
    }
    return marked;
  }
}

const NOTHING = new Sums(0);
