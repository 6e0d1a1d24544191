import { memoryAt, type Problem } from '../../language/model/index.js';

/** A loop order of one level: all dimensions, outermost first, as in a tiling. */
export type Order = readonly number[];

/** The order constraint of one memory level (model.md section 2, rule 5), asked from the innermost loop out. */
export class OrderConstraint {
  /** By dimension, its place in the constraint, −1 if it is not named. */
  readonly #place: Int32Array;
  /** Places of the constraint, `true` where it leaves the dimension open. */
  readonly #open: readonly boolean[];
  readonly #positional: boolean;

  constructor(problem: Problem, level: number) {
    const { order } = memoryAt(problem, level);
    this.#place = Int32Array.from(problem.dimensions, (name) => order.indexOf(name));
    this.#open = order.map((name) => name === null);
    this.#positional = order.includes(null);
  }

  /** The places that a level without loops has left. */
  get places(): number {
    return this.#open.length;
  }

  /**
   * The places left after a loop of `d` around loops of `used` dimensions (bits) that have left `places`; −1 if the
   * constraint forbids it.
   */
  after(d: number, used: number, places: number): number {
    const place = this.#place[d];
    if (!this.#positional) {
      if (place < 0) return places;
      for (let u = 0; u < this.#place.length; u++) {
        if ((used & (1 << u)) !== 0 && this.#place[u] >= 0 && this.#place[u] < place) return -1;
      }
      return places;
    }
    if (place >= 0) return place < places ? place : -1;
    for (let p = places - 1; p >= 0; p--) if (this.#open[p]) return p;
    return -1;
  }

  /** Whether loops, innermost first, can be the inner part of an order of all `looping` dimensions that satisfies it. */
  admits(inner: readonly number[], looping: readonly number[]): boolean {
    let used = 0;
    let places = this.places;
    for (const d of inner) {
      places = this.after(d, used, places);
      if (places < 0) return false;
      used |= 1 << d;
    }
    const outside = looping.filter((d) => (used & (1 << d)) === 0);
    if (!outside.every((d) => this.after(d, used, places) >= 0)) return false;
    const unnamed = outside.filter((d) => this.#place[d] < 0).length;
    return !this.#positional || unnamed <= this.#open.slice(0, places).filter((open) => open).length;
  }

  /**
   * An order of all dimensions with these loops, innermost first, inside: one admitted dimension after the other, those
   * without loops outermost.
   */
  complete(inner: readonly number[], looping: readonly number[]): Order {
    const order = [...inner];
    const rest = looping.filter((d) => !inner.includes(d));
    while (rest.length > 0) {
      const admitted = rest.filter((d) => this.admits([...order, d], looping));
      // A constraint that names a dimension twice, which validation reports, may admit nothing.
      const next = (admitted.length > 0 ? admitted : rest).at(-1)!;
      order.push(next);
      rest.splice(rest.indexOf(next), 1);
    }
    const idle = Array.from(this.#place.keys()).filter((d) => !looping.includes(d));
    return [...idle, ...order.reverse()];
  }
}
