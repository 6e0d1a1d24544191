import { memoryAt, type Problem, type Tiling } from '../../../language/model/index.js';

/**
 * The legal loop orders of one memory level (model.md section 2, rule 5), counted and drawn.
 *
 * The named dimensions of an order constraint that have loops are in a fixed sequence, which leaves gaps before, between and
 * after them. All other loops go into the gaps, in any sequence; with placeholders, no more into a gap than it has
 * placeholders. So the number of orders depends on the number of other loops, and on which named dimensions have one: that is
 * the *kind* of a set of loops, a small integer, 0 for no loops. Without placeholders it is enough to know how many.
 */
export class LoopOrders {
  /** Kinds are below this. */
  readonly kinds: number;
  /** The dimensions that the constraint names, in its sequence, and the placeholders before each and after the last. */
  readonly #named: readonly number[];
  readonly #gaps: readonly number[];
  readonly #positional: boolean;
  /** Other dimensions, plus one: the base in which a kind is written. */
  readonly #others: number;
  readonly #fillings = new Map<number, Filling>();

  constructor(
    readonly problem: Problem,
    readonly level: number,
  ) {
    const slots = memoryAt(problem, level).order;
    const named: number[] = [];
    const gaps = [0];
    this.#positional = slots.includes(null);
    slots.forEach((slot, i) => {
      const d = slot === null ? -1 : problem.dimensions.indexOf(slot);
      if (slot === null) gaps[gaps.length - 1]++;
      // Of a dimension that is named twice, which validation reports, the outer place counts.
      else if (d >= 0 && slots.indexOf(slot) === i) {
        named.push(d);
        gaps.push(0);
      }
    });
    this.#named = named;
    this.#gaps = this.#positional ? gaps : gaps.map(() => Number.POSITIVE_INFINITY);
    this.#others = problem.dimensions.length - named.length + 1;
    this.kinds = this.#others * (this.#positional ? 2 ** named.length : named.length + 1);
  }

  /** The kind that loops are of without the one on dimension `d`; -1 if loops of that kind cannot include `d`. */
  without(kind: number, d: number): number {
    const place = this.#named.indexOf(d);
    const named = Math.floor(kind / this.#others);
    const included =
      place < 0 ? kind % this.#others > 0 : this.#positional ? Math.floor(named / 2 ** place) % 2 === 1 : named > 0;
    return included ? kind - this.#share(d) : -1;
  }

  /** The kind of loops on these dimensions. */
  kindOf(loops: readonly number[]): number {
    return loops.reduce((kind, d) => kind + this.#share(d), 0);
  }

  /** The kind of the loops that a tiling has on the level. */
  kindIn({ factors }: Tiling): number {
    const D = this.problem.dimensions.length;
    let kind = 0;
    for (let d = 0; d < D; d++) if (factors[this.level * D + d] > 1) kind += this.#share(d);
    return kind;
  }

  /** How many orders loops of a kind have; 0 if the constraint admits none. */
  count(kind: number): number {
    const { ways, others } = this.#filling(kind);
    return ways[0][others] * factorial(others);
  }

  /**
   * Draws one of the orders of loops on these dimensions, each with the same probability. There must be one.
   *
   * @param random a source of numbers in [0, 1).
   * @returns the loops from the outermost in.
   */
  draw(loops: readonly number[], random: () => number): number[] {
    const others = shuffled(
      loops.filter((d) => !this.#named.includes(d)),
      random,
    );
    const named = this.#named.filter((d) => loops.includes(d));
    const { ways, gaps } = this.#filling(this.kindOf(loops));
    const order: number[] = [];
    for (const [i, room] of gaps.entries()) {
      const left = others.length;
      let here = 0;
      // The number of others in this gap, by how many ways there are to put the rest into the gaps after it.
      for (let at = random() * ways[i][left]; here < left && here < room; here++) {
        at -= ways[i + 1][left - here];
        if (at < 0) break;
      }
      order.push(...others.splice(0, here));
      if (i < named.length) order.push(named[i]);
    }
    return order;
  }

  /** Draws an order for the loops that a tiling has on the level, as {@link draw} does. */
  drawInto({ factors, order }: Tiling, random: () => number): void {
    const D = this.problem.dimensions.length;
    const at = this.level * D;
    const loops: number[] = [];
    let idle = at;
    for (let d = 0; d < D; d++) {
      if (factors[at + d] > 1) loops.push(d);
      else order[idle++] = d;
    }
    if (loops.length > 0) order.set(this.draw(loops, random), idle);
  }

  /** What a loop on dimension `d` adds to the kind. */
  #share(d: number): number {
    const place = this.#named.indexOf(d);
    return place < 0 ? 1 : this.#others * (this.#positional ? 2 ** place : 1);
  }

  #filling(kind: number): Filling {
    let filling = this.#fillings.get(kind);
    if (filling === undefined) {
      const others = kind % this.#others;
      const gaps = this.#gapsOf(Math.floor(kind / this.#others));
      filling = { others, gaps, ways: waysToFill(gaps, others) };
      this.#fillings.set(kind, filling);
    }
    return filling;
  }

  /** The gaps that named dimensions with loops leave: those around one without a loop are one. */
  #gapsOf(named: number): number[] {
    if (!this.#positional) return Array.from({ length: named + 1 }, () => Number.POSITIVE_INFINITY);
    const gaps = [this.#gaps[0]];
    this.#named.forEach((_, place) => {
      if (Math.floor(named / 2 ** place) % 2 === 1) gaps.push(this.#gaps[place + 1]);
      else gaps[gaps.length - 1] += this.#gaps[place + 1];
    });
    return gaps;
  }
}

/** The other loops of a kind, and the ways to put them into the gaps that the named ones leave. */
interface Filling {
  readonly others: number;
  /** The most that go into each gap, from the outermost in. */
  readonly gaps: readonly number[];
  /** By gap and number of loops, the ways to put so many into this gap and those after it. */
  readonly ways: readonly (readonly number[])[];
}

function waysToFill(gaps: readonly number[], loops: number): number[][] {
  let ways: number[][] = [Array.from({ length: loops + 1 }, (_, n) => (n === 0 ? 1 : 0))];
  for (const room of [...gaps].reverse()) {
    const after = ways[0];
    const own = after.map((_, n) => after.reduce((sum, rest, m) => (m <= n && n - m <= room ? sum + rest : sum), 0));
    ways = [own, ...ways];
  }
  return ways;
}

function shuffled(items: number[], random: () => number): number[] {
  for (let i = items.length - 1; i > 0; i--) {
    const k = Math.floor(random() * (i + 1));
    [items[i], items[k]] = [items[k], items[i]];
  }
  return items;
}

function factorial(n: number): number {
  let product = 1;
  for (let i = 2; i <= n; i++) product *= i;
  return product;
}
