import {
  copyTiling,
  type Problem,
  type ProblemOperand,
  type Tiling,
  tileSize,
  widthAt,
} from '../../language/model/index.js';
import type { Limits } from './limits.js';

/** An operand that a memory holds, and what a word of it takes there. */
interface Stored {
  readonly operand: ProblemOperand;
  readonly width: number;
}

/**
 * A tiling whose factors move between levels and stay within limits. Nothing is allocated by a move, so searches can
 * try millions of them.
 */
export class Placement {
  readonly tiling: Tiling;
  /** The extents of the tile that level `l` holds, `T[l][d] · f[l][d]`, at `l·D + d`. */
  readonly extents: Float64Array;
  /** By level, the product of its factors. Of interest on spatial levels. */
  readonly used: Float64Array;
  readonly #D: number;
  readonly #L: number;
  /** The operands that a memory stores, by level; empty where capacity is unlimited. */
  readonly #stored: readonly (readonly Stored[])[];

  /**
   * @param tiling is copied.
   * @param largest by dimension, the size that no tile exceeds, where spatial loops need not divide; only {@link set} knows it.
   */
  constructor(
    readonly problem: Problem,
    readonly limits: Limits,
    tiling: Tiling,
    readonly largest: readonly number[] = problem.dimensions.map(() => Number.POSITIVE_INFINITY),
  ) {
    this.#D = problem.dimensions.length;
    this.#L = problem.levels.length;
    this.tiling = copyTiling(tiling);
    this.extents = new Float64Array(this.#L * this.#D);
    this.used = new Float64Array(this.#L);
    this.#stored = problem.levels.map((_, l) =>
      limits.capacity[l] === Number.POSITIVE_INFINITY
        ? []
        : problem.operands.flatMap((operand, o) =>
            operand.stores.includes(l) ? [{ operand, width: widthAt(problem, l, o) }] : [],
          ),
    );
    this.#measure();
  }

  /** Takes over the factors and orders of another tiling of the same problem. */
  assign(tiling: Tiling): void {
    this.tiling.factors.set(tiling.factors);
    this.tiling.order.set(tiling.order);
    this.#measure();
  }

  /** Whether the memories hold their tiles and the meshes suffice. */
  get fits(): boolean {
    for (let l = 0; l < this.#L; l++) if (this.used[l] > this.limits.mesh[l] || !this.#fits(l)) return false;
    return true;
  }

  /**
   * Whether `p` of the iterations of dimension `d` can go from one level to another: it divides them there, and leaves every
   * level in between legal.
   */
  canMove(d: number, from: number, to: number, p: number): boolean {
    const D = this.#D;
    const { lower, upper, mesh, leastUsed } = this.limits;
    const { factors } = this.tiling;
    const left = factors[from * D + d] / p;
    if (left < lower[from * D + d] || Math.floor(left) !== left || this.used[from] / p < leastUsed[from]) return false;
    return factors[to * D + d] * p <= upper[to * D + d] && this.used[to] * p <= mesh[to] && this.#grows(d, from, to, p);
  }

  /** Whether `p` more iterations of dimension `d` can be put on a level, as if they came from outside the outermost one. */
  canAdd(d: number, to: number, p: number): boolean {
    const { upper, mesh } = this.limits;
    const i = to * this.#D + d;
    return this.tiling.factors[i] * p <= upper[i] && this.used[to] * p <= mesh[to] && this.#grows(d, -1, to, p);
  }

  /** Moves `p` iterations of dimension `d`; whether that is legal is for {@link canMove} to say. */
  move(d: number, from: number, to: number, p: number): void {
    const D = this.#D;
    this.tiling.factors[from * D + d] /= p;
    this.used[from] /= p;
    for (let l = to + 1; l <= from; l++) this.extents[l * D + d] /= p;
    this.tiling.factors[to * D + d] *= p;
    this.used[to] *= p;
    for (let l = from + 1; l <= to; l++) this.extents[l * D + d] *= p;
  }

  /** Puts `p` more iterations of dimension `d` on a level. */
  add(d: number, to: number, p: number): void {
    const D = this.#D;
    this.tiling.factors[to * D + d] *= p;
    this.used[to] *= p;
    for (let l = 0; l <= to; l++) this.extents[l * D + d] *= p;
  }

  /** Gives dimension `d` so many iterations on a level. */
  set(d: number, l: number, iterations: number): void {
    this.tiling.factors[l * this.#D + d] = iterations;
    this.#measure();
  }

  /** Words that level `l` holds, or bits where its capacity is in bits; 0 where its capacity is unlimited. */
  footprint(l: number): number {
    const base = l * this.#D;
    let held = 0;
    for (const { operand, width } of this.#stored[l]) {
      held += tileSize(operand, this.extents, base, this.problem.options.timeloopBounds) * width;
    }
    return held;
  }

  /** Whether the tiles between two levels may grow by `p` along `d`. */
  #grows(d: number, from: number, to: number, p: number): boolean {
    for (let l = from + 1; l <= to; l++) {
      if (this.#stored[l].length === 0) continue;
      const i = l * this.#D + d;
      this.extents[i] *= p;
      const fits = this.#fits(l);
      this.extents[i] /= p;
      if (!fits) return false;
    }
    return true;
  }

  #fits(l: number): boolean {
    return this.#stored[l].length === 0 || this.footprint(l) <= this.limits.capacity[l];
  }

  #measure(): void {
    const D = this.#D;
    const { factors } = this.tiling;
    for (let l = this.#L - 1; l >= 0; l--) {
      this.used[l] = 1;
      for (let d = 0; d < D; d++) {
        const i = l * D + d;
        this.used[l] *= factors[i];
        this.extents[i] = Math.min(factors[i] * (l + 1 < this.#L ? this.extents[i + D] : 1), this.largest[d]);
      }
    }
  }
}
