import { memoryAt, type Problem } from '../../../language/model/index.js';
import type { Layout } from './layout.js';

/** Which loop may come next around those of a memory level, by its order constraint (MODEL.md section 2, rule 5). */
export class LevelOrder {
  readonly #positional: boolean;
  /** By dimension, its place in the constraint, −1 if it is not named. */
  readonly #place: Int32Array;
  /** Places of the constraint, `true` where it leaves the dimension open. */
  readonly #open: readonly boolean[];
  /** Named dimensions, as bits. */
  readonly #named: number;

  constructor(
    readonly problem: Problem,
    readonly layout: Layout,
    readonly level: number,
  ) {
    const { order, multipleReuses } = memoryAt(problem, level);
    this.#positional = order.includes(null);
    this.#place = Int32Array.from(problem.dimensions, (name) => order.indexOf(name));
    this.#open = order.map((name) => name === null);
    this.#named = this.#place.reduce((mask, place, d) => (place < 0 ? mask : mask | (1 << d)), 0);
    this.multipleReuses = multipleReuses;
  }

  private readonly multipleReuses: boolean;

  /** The places that a level without loops has left. */
  get places(): number {
    return this.#open.length;
  }

  /**
   * The places left after a loop of `d` around loops of `used` dimensions that have left `places`; −1 if the constraint
   * forbids it.
   */
  after(d: number, used: number, places: number): number {
    const place = this.#place[d];
    if (!this.#positional) {
      if (place < 0) return places;
      for (let u = 0; u < this.#place.length; u++) {
        if ((used & this.#named & (1 << u)) !== 0 && this.#place[u] < place) return -1;
      }
      return places;
    }
    if (place >= 0) return place < places ? place : -1;
    for (let p = places - 1; p >= 0; p--) if (this.#open[p]) return p;
    return -1;
  }

  /**
   * The dimensions whose loop directly around one of `x` is not worth trying: the two loops the other way round are legal and
   * as good for every operand.
   *
   * @param flags of the label before the loop of `x`.
   * @param used dimensions of the loops inside, without `x`.
   */
  notAround(x: number, flags: number, used: number): number {
    let mask = 0;
    for (let y = 0; y < this.#place.length; y++) {
      if (y !== x && (used & (1 << y)) === 0 && this.#betterSwapped(x, y, flags)) mask |= 1 << y;
    }
    return mask;
  }

  /** Whether the loop of `y` inside that of `x` is as good as around it, and the order to keep of the two. */
  #betterSwapped(x: number, y: number, flags: number): boolean {
    if (this.#positional) return false;
    if ((this.#named & (1 << x)) !== 0 && (this.#named & (1 << y)) !== 0) return false;
    let better = false;
    for (const { relevant, windows, waitingBit } of this.layout.operands) {
      if ((flags & waitingBit) === 0) continue;
      const relevantX = (relevant & (1 << x)) !== 0;
      const relevantY = (relevant & (1 << y)) !== 0;
      const windowX = relevantX && windows.some(({ mask }) => (mask & (1 << x)) !== 0);
      const windowY = relevantY && windows.some(({ mask }) => (mask & (1 << y)) !== 0);
      if (!relevantX && !relevantY) continue;
      if (!relevantX) return false;
      if (relevantY) {
        // The first relevant loop may slide a window; of a plain and a sliding one, the sliding one is better first.
        // Hulls (*Timeloop bounds*) may grow by more than their iterations.
        if (windowX || (windowY && this.problem.options.timeloopBounds)) return false;
        if (windowY) better = true;
        continue;
      }
      // The loop of `y` becomes free, but without multiple reuses it takes the halo from that of `x`.
      if (windowX && !this.multipleReuses) return false;
      better = true;
    }
    return better || y < x;
  }
}
