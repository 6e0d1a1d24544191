import { memoryAt, type Problem } from '../../language/model/index.js';

/** A loop order of one level: all dimensions, outermost first, as in a tiling. */
export type Order = readonly number[];

/** The order constraint of one level, asked from the innermost loop out. */
export class OrderConstraint {
  readonly #slots: readonly (string | null)[];
  readonly #positional: boolean;

  constructor(
    readonly problem: Problem,
    level: number,
    readonly looping: readonly number[],
  ) {
    this.#slots = memoryAt(problem, level).order;
    this.#positional = this.#slots.includes(null);
  }

  /** Whether loops, innermost first, can be the inner part of an order of all looping dimensions that satisfies it. */
  admits(inner: readonly number[]): boolean {
    if (this.#slots.length === 0) return true;
    let last = this.#slots.length;
    for (const d of inner) {
      const named = this.#slots.indexOf(this.problem.dimensions[d]);
      if (named < 0 && !this.#positional) continue;
      const slot = named >= 0 || last === 0 ? named : this.#slots.lastIndexOf(null, last - 1);
      if (slot < 0 || slot >= last) return false;
      last = slot;
    }
    const outside = this.looping.filter((d) => !inner.includes(d)).map((d) => this.problem.dimensions[d]);
    const unnamed = outside.filter((name) => !this.#slots.includes(name)).length;
    const placeholders = this.#slots.slice(0, last).filter((name) => name === null).length;
    if (this.#positional && unnamed > placeholders) return false;
    return outside.every((name) => this.#slots.indexOf(name) < last);
  }

  /**
   * An order of all dimensions with these loops, innermost first, inside: one admitted dimension after the other, those
   * without loops outermost.
   */
  complete(inner: readonly number[]): Order {
    const order = [...inner];
    const rest = this.looping.filter((d) => !inner.includes(d));
    while (rest.length > 0) {
      const admitted = this.#slots.length === 0 ? rest : rest.filter((d) => this.admits([...order, d]));
      // A constraint that names a dimension twice, which validation reports, may admit nothing.
      const next = (admitted.length > 0 ? admitted : rest).at(-1)!;
      order.push(next);
      rest.splice(rest.indexOf(next), 1);
    }
    const idle = this.problem.dimensions.map((_, d) => d).filter((d) => !this.looping.includes(d));
    return [...idle, ...order.reverse()];
  }
}
