import { emptyTiling, type Problem, type Tiling } from '../../../language/model/index.js';
import type { Limits } from '../limits.js';
import { Placement } from '../placement.js';
import { Extents } from './extents.js';
import { instanceKinds, type LevelKinds, loopKinds } from './level-kinds.js';
import { LoopOrders } from './loop-orders.js';

/** Numbers in the tables of a count, at most: 128 MiB of them. */
const MAX_ENTRIES = 2 ** 24;

/**
 * One dimension of one level, decided after all levels further in. An *entry* is a kind of the level and the extents of its
 * tile as far as they are decided, `kind · extents + number`.
 */
interface Step {
  readonly dimension: number;
  /** By entry, how many ways lead there. */
  readonly ways: Float64Array;
  /** By kind and place along the dimension, `kind · places + place`. */
  readonly choices: readonly Choices[];
}

/** The iterations that the dimension can have on the level, each with how far back the entry without them is. */
interface Choices {
  readonly iterations: Float64Array;
  readonly back: Float64Array;
}

/** A level, decided after all further in. */
interface Stage {
  readonly level: number;
  /** By kind, how many mappings of the level it stands for. */
  readonly mappings: Float64Array;
  readonly steps: readonly Step[];
  /** By the extents of the level's tile, how many mappings of this level and all further in there are. */
  readonly ways: Float64Array;
}

/**
 * Counts the legal mappings of a problem and draws from them, each with the same probability.
 *
 * Capacity depends on nothing but the extents of the tile that a level holds; mesh, factor and order constraints on nothing
 * but the level's own factors. So the mappings from compute up to a level can be counted by the extents of its tile, one
 * level and one dimension after the other, each with the number of its loop orders. A draw walks back from the sizes of the
 * workload and takes each choice in proportion to the mappings that it leads to. Counts are exact up to 2^53 and rounded to
 * double precision beyond. The tables grow with the product of the numbers of divisors of all sizes.
 */
export class MappingCount {
  /** How many legal mappings there are. Loops of one iteration do not tell mappings apart. */
  readonly total: number;
  /** The sizes that mappings multiply up to, and how many do. */
  readonly #roots: readonly { readonly number: number; readonly ways: number }[];

  private constructor(
    private readonly problem: Problem,
    private readonly extents: Extents,
    /** From the outermost level in. */
    private readonly stages: readonly Stage[],
    /** As a stage's ways, of what is inside compute. */
    private readonly inside: Float64Array,
    /** By level, of memories. */
    private readonly orders: ReadonlyMap<number, LoopOrders>,
    sizes: readonly (readonly number[])[],
  ) {
    this.#roots = extents.combinations(sizes).map((number) => ({ number, ways: stages[0].ways[number] }));
    this.total = this.#roots.reduce((sum, { ways }) => sum + ways, 0);
  }

  /**
   * @param sizes by dimension, what its iterations may multiply up to.
   * @param stop asked every few milliseconds whether to give up.
   * @returns null if the tables would have more than {@link MAX_ENTRIES} numbers, and when it was told to stop.
   */
  static of(
    problem: Problem,
    limits: Limits,
    sizes: readonly (readonly number[])[],
    stop: () => boolean = () => false,
  ): MappingCount | null {
    const extents = new Extents(sizes);
    const orders = new Map(problem.memories.map((l) => [l, new LoopOrders(problem, l)]));
    const D = problem.dimensions.length;
    const looping = problem.levels.map((_, l) =>
      problem.dimensions.flatMap((_, d) => (extents.along[d].length > 1 && limits.upper[l * D + d] > 1 ? [d] : [])),
    );
    const kinds: LevelKinds[] = [];
    let entries = 0;
    for (let l = 0; l < problem.levels.length; l++) {
      const own = orders.get(l);
      const most = MAX_ENTRIES / extents.count;
      const found = own
        ? loopKinds(own)
        : instanceKinds(limits.mesh[l], limits.leastUsed[l], looping[l], extents, most);
      if (found === null) return null;
      kinds.push(found);
      entries += (found.count * looping[l].length + 1) * extents.count;
      if (entries > MAX_ENTRIES) return null;
    }

    // Inside compute there is one tile, of one iteration; none if a level must have iterations of what it cannot have.
    const empty = new Float64Array(extents.count);
    const impossible = looping.some((own, l) =>
      problem.dimensions.some((_, d) => limits.lower[l * D + d] > 1 && !own.includes(d)),
    );
    empty[0] = impossible ? 0 : 1;
    let inside: Float64Array = empty;
    const stages: Stage[] = [];
    for (let level = problem.levels.length - 1; level >= 0; level--) {
      const mappings = Float64Array.from({ length: kinds[level].count }, (_, kind) => kinds[level].mappings(kind));
      const steps: Step[] = [];
      let last = inside;
      for (const d of looping[level]) {
        const bounds = { least: limits.lower[level * D + d], most: limits.upper[level * D + d] };
        const choices = choicesOf(extents, kinds[level], d, bounds, steps.length === 0);
        const ways = gather(extents, d, choices, last, stop);
        if (ways === null) return null;
        steps.push({ dimension: d, ways, choices });
        last = ways;
      }
      const ways = new Float64Array(extents.count);
      for (let entry = 0; entry < last.length; entry++) {
        ways[entry % extents.count] += mappings[Math.floor(entry / extents.count)] * last[entry];
      }
      if (limits.capacity[level] < Number.POSITIVE_INFINITY) dropOverfull(problem, limits, extents, level, ways);
      if (stop()) return null;
      stages.unshift({ level, mappings, steps, ways });
      inside = ways;
    }
    return new MappingCount(problem, extents, stages, empty, orders, sizes);
  }

  /**
   * Draws a legal mapping into a tiling. There must be one.
   *
   * @param random a source of numbers in [0, 1); probabilities are no finer than its numbers.
   */
  draw(tiling: Tiling, random: () => number): void {
    const { problem, extents, stages, orders } = this;
    const { factors } = tiling;
    const D = problem.dimensions.length;
    factors.fill(1);
    const root = pick(this.#roots.length, (i) => this.#roots[i].ways, random);
    let { number } = this.#roots[root];
    for (let s = 0; s < stages.length; s++) {
      const { level, mappings, steps } = stages[s];
      if (steps.length === 0) continue;
      const { ways } = steps[steps.length - 1];
      const at = number;
      const kind = pick(mappings.length, (k) => mappings[k] * ways[k * extents.count + at], random);
      let entry = kind * extents.count + number;
      for (let i = steps.length - 1; i >= 0; i--) {
        const { dimension, choices } = steps[i];
        const before = i > 0 ? steps[i - 1].ways : (stages[s + 1]?.ways ?? this.inside);
        const place = extents.place(entry % extents.count, dimension);
        const { iterations, back } =
          choices[Math.floor(entry / extents.count) * extents.along[dimension].length + place];
        const from = entry;
        const chosen = pick(back.length, (c) => before[from - back[c]], random);
        factors[level * D + dimension] = iterations[chosen];
        entry -= back[chosen];
      }
      number = entry;
      orders.get(level)?.drawInto(tiling, random);
    }
  }
}

/** Draws an index with a probability in proportion to its weight; not all weights may be 0. */
function pick(count: number, weight: (index: number) => number, random: () => number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += weight(i);
  let at = random() * sum;
  let last = -1;
  for (let i = 0; i < count && at >= 0; i++) {
    const own = weight(i);
    if (own === 0) continue;
    last = i;
    at -= own;
  }
  return last;
}

/** @param first whether no other dimension of the level is decided before, so there is only kind 0 to start from. */
function choicesOf(
  extents: Extents,
  kinds: LevelKinds,
  d: number,
  { least, most }: { least: number; most: number },
  first: boolean,
): Choices[] {
  const along = extents.along[d];
  const choices: Choices[] = [];
  for (let kind = 0; kind < kinds.count; kind++) {
    for (let place = 0; place < along.length; place++) {
      const iterations: number[] = [];
      const back: number[] = [];
      for (let from = 0; from <= place; from++) {
        const factor = along[place] / along[from];
        if (factor > most || factor < least || !Number.isInteger(factor)) continue;
        const before = kinds.without(kind, d, factor);
        if (before < 0 || (first && before > 0)) continue;
        iterations.push(factor);
        back.push((kind - before) * extents.count + (place - from) * extents.stride[d]);
      }
      choices.push({ iterations: Float64Array.from(iterations), back: Float64Array.from(back) });
    }
  }
  return choices;
}

/** Adds up, for each entry, the ways to the entries before it; null if told to stop. */
function gather(
  { along, stride, count }: Extents,
  d: number,
  choices: readonly Choices[],
  before: Float64Array,
  stop: () => boolean,
): Float64Array | null {
  const places = along[d].length;
  const block = stride[d] * places;
  const kinds = choices.length / places;
  const ways = new Float64Array(kinds * count);
  choices.forEach(({ back }, i) => {
    const kind = Math.floor(i / places) * count;
    for (const distance of back) {
      for (let outer = kind + (i % places) * stride[d]; outer < kind + count; outer += block) {
        for (let entry = outer; entry < outer + stride[d]; entry++) ways[entry] += before[entry - distance];
      }
    }
  });
  return stop() ? null : ways;
}

/** Sets the ways to 0 that lead to tiles which the memory cannot hold. */
function dropOverfull(
  problem: Problem,
  limits: Limits,
  { along, stride, count }: Extents,
  level: number,
  ways: Float64Array,
): void {
  const D = problem.dimensions.length;
  const placement = new Placement(problem, limits, emptyTiling(problem));
  for (let number = 0; number < count; number++) {
    if (ways[number] === 0) continue;
    for (let d = 0; d < D; d++)
      placement.extents[level * D + d] = along[d][Math.floor(number / stride[d]) % along[d].length];
    if (placement.footprint(level) > limits.capacity[level]) ways[number] = 0;
  }
}
