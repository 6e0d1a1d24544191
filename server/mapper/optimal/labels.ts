import type { Inside } from './flows.js';
import type { Lattice } from './lattice.js';

/**
 * Labels are spread over this many shards by their extents. A shard belongs to one thread, and a pass keeps the same number of
 * labels of each, so that the result does not depend on how many threads there are.
 */
export const SHARDS = 8;

/** One partial mapping, taken out of its set. */
export interface Label extends Inside {
  /** Divisor indices of the extents. */
  readonly index: Uint16Array;
  rank: number;
  /** A number that the decisions determine, up to 2^53: of labels that are equal otherwise, the lower one stays. */
  id: number;
  /** Dimensions that have a loop on the current level, as bits. */
  used: number;
  /** Dimensions whose loop, coming next, would only repeat an order that is as good, as bits. */
  asleep: number;
  /** How many places of a positional order constraint are left to the loops outside. */
  places: number;
  /** Lower bound on the cost of everything that it can become. */
  bound: number;
  /** The last decision, see {@link Trace}. */
  trace: number;
}

export function newLabel(width: number, dimensions: number): Label {
  return {
    slots: new Float64Array(width),
    extents: new Float64Array(dimensions).fill(1),
    index: new Uint16Array(dimensions),
    rank: 0,
    id: 0,
    flags: 0,
    used: 0,
    asleep: 0,
    places: 0,
    bound: 0,
    trace: -1,
  };
}

export function copyLabel(from: Label, to: Label): void {
  to.slots.set(from.slots);
  to.extents.set(from.extents);
  to.index.set(from.index);
  to.rank = from.rank;
  to.id = from.id;
  to.flags = from.flags;
  to.used = from.used;
  to.asleep = from.asleep;
  to.places = from.places;
  to.bound = from.bound;
  to.trace = from.trace;
}

/** The shard of a label with these extents. */
export const shardOf = (rank: number): number => (mix(rank) >>> 29) & (SHARDS - 1);

function mix(rank: number): number {
  let hash = Math.imul((rank % 4294967296) | 0, 0x9e3779b1) ^ Math.imul((rank / 4294967296) | 0, 0x85ebca6b);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 12);
}

/**
 * The labels of one stage of the search: partial mappings that have decided the same levels. A label is kept unless another
 * with the same extents and flags leaves at least the same freedom and is no worse in every slot that is compared. What
 * remains does not depend on the order in which labels come.
 *
 * Rows of typed arrays, the slots cut down to those that the stage uses.
 */
export class LabelSet {
  size = 0;
  /** Labels that no other has replaced. */
  live = 0;
  /** Row `i` at `i · active.length`. */
  slots: Float64Array;
  /** Row `i` at `i · D`. */
  index: Uint16Array;
  rank: Float64Array;
  id: Float64Array;
  flags: Int32Array;
  used: Int32Array;
  asleep: Int32Array;
  places: Int32Array;
  trace: Int32Array;
  /** NaN marks a label that another has replaced. */
  bound: Float64Array;
  #capacity = 256;
  #next: Int32Array;
  #buckets: Int32Array;

  /**
   * @param active the slots that any label of this stage uses, in ascending order.
   * @param compared by position in `active`: 1 where less is better, −1 where more is better, 0 where it does not matter.
   * @param dominance whether labels may be compared at all.
   */
  constructor(
    readonly lattice: Lattice,
    readonly active: Int32Array,
    readonly compared: Int8Array,
    readonly dominance: boolean,
  ) {
    const n = this.#capacity;
    this.slots = new Float64Array(n * active.length);
    this.index = new Uint16Array(n * lattice.sizes.length);
    this.rank = new Float64Array(n);
    this.id = new Float64Array(n);
    this.flags = new Int32Array(n);
    this.used = new Int32Array(n);
    this.asleep = new Int32Array(n);
    this.places = new Int32Array(n);
    this.trace = new Int32Array(n);
    this.bound = new Float64Array(n);
    this.#next = new Int32Array(n);
    this.#buckets = new Int32Array(2 * n).fill(-1);
  }

  /** Bytes of a label. */
  get bytesPerLabel(): number {
    return 8 * this.active.length + 2 * this.lattice.sizes.length + 3 * 8 + 8 * 4;
  }

  /**
   * Adds a label unless it is dominated, and drops those that it dominates.
   *
   * @returns whether it was added; then its row is `size − 1`.
   */
  add(label: Label): boolean {
    const { slots, rank, id, flags, used, asleep, places } = label;
    const bucket = this.#bucketOf(rank, flags);
    if (this.dominance) {
      const width = this.active.length;
      let previous = -1;
      for (let i = this.#buckets[bucket]; i >= 0; i = this.#next[i]) {
        if (this.rank[i] !== rank || this.flags[i] !== flags) {
          previous = i;
          continue;
        }
        let mayReplace = (used & ~this.used[i]) === 0 && (asleep & ~this.asleep[i]) === 0 && places >= this.places[i];
        let mayYield = (this.used[i] & ~used) === 0 && (this.asleep[i] & ~asleep) === 0 && this.places[i] >= places;
        const base = i * width;
        for (let k = 0; k < width && (mayReplace || mayYield); k++) {
          const sign = this.compared[k];
          if (sign === 0) continue;
          const difference = sign * (slots[this.active[k]] - this.slots[base + k]);
          if (difference > 0) mayReplace = false;
          else if (difference < 0) mayYield = false;
        }
        if (mayYield && !(mayReplace && id < this.id[i])) return false;
        if (!mayReplace) {
          previous = i;
          continue;
        }
        this.bound[i] = Number.NaN;
        this.live--;
        if (previous < 0) this.#buckets[bucket] = this.#next[i];
        else this.#next[previous] = this.#next[i];
      }
    }
    this.#append(label);
    return true;
  }

  /** Writes row `i` into a label; slots that the stage does not use become 0. */
  read(i: number, label: Label): void {
    const { slots, index, extents } = label;
    slots.fill(0);
    const base = i * this.active.length;
    for (let k = 0; k < this.active.length; k++) slots[this.active[k]] = this.slots[base + k];
    const D = index.length;
    for (let d = 0; d < D; d++) {
      index[d] = this.index[i * D + d];
      extents[d] = this.lattice.divisors[d][index[d]];
    }
    label.rank = this.rank[i];
    label.id = this.id[i];
    label.flags = this.flags[i];
    label.used = this.used[i];
    label.asleep = this.asleep[i];
    label.places = this.places[i];
    label.bound = this.bound[i];
    label.trace = this.trace[i];
  }

  /** Whether the set has reached `bytes`. */
  exceeds(bytes: number): boolean {
    return this.size * this.bytesPerLabel >= bytes;
  }

  /**
   * Makes room: rows of replaced labels go, and of the others those with the highest bounds until half of the rows are free.
   *
   * @returns the lowest bound that went, infinite if none did.
   */
  shrink(): number {
    const [kept, dropped] = this.#lowest(this.#rows(), this.size >> 1);
    const D = this.lattice.sizes.length;
    const width = this.active.length;
    // Rows only move towards the front, so that none is overwritten before it has moved.
    kept.sort().forEach((from, to) => {
      this.slots.copyWithin(to * width, from * width, (from + 1) * width);
      this.index.copyWithin(to * D, from * D, (from + 1) * D);
      for (const column of this.#columns()) column[to] = column[from];
    });
    this.size = kept.length;
    this.live = kept.length;
    this.#rehash();
    return dropped;
  }

  /**
   * The live labels with the lowest bounds, at most `width` of all shards together and the same number of each.
   *
   * @returns their rows, and the lowest bound of those left out, infinite if there are none.
   */
  select(width: number): [rows: Int32Array, dropped: number] {
    const rows = this.#rows();
    if (width === Number.POSITIVE_INFINITY) return [rows, Number.POSITIVE_INFINITY];
    const selected: number[] = [];
    let dropped = Number.POSITIVE_INFINITY;
    for (let shard = 0; shard < SHARDS; shard++) {
      const own = rows.filter((i) => shardOf(this.rank[i]) === shard);
      const [kept, rest] = this.#lowest(own, width / SHARDS);
      selected.push(...kept);
      dropped = Math.min(dropped, rest);
    }
    return [Int32Array.from(selected), dropped];
  }

  /** The lowest bound of the live labels, infinite if there are none. */
  lowestBound(): number {
    let lowest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.size; i++) if (this.bound[i] < lowest) lowest = this.bound[i];
    return lowest;
  }

  /** The live rows, in the order in which they came. */
  #rows(): Int32Array {
    const rows = new Int32Array(this.live);
    let n = 0;
    for (let i = 0; i < this.size; i++) if (!Number.isNaN(this.bound[i])) rows[n++] = i;
    return rows;
  }

  /** The `count` rows with the lowest bounds, and the lowest bound of the rest. */
  #lowest(rows: Int32Array, count: number): [Int32Array, number] {
    if (rows.length <= count) return [rows, Number.POSITIVE_INFINITY];
    const sorted = rows.sort((a, b) => this.bound[a] - this.bound[b] || this.id[a] - this.id[b]);
    return [sorted.slice(0, count), this.bound[sorted[count]]];
  }

  #append({ slots, index, rank, id, flags, used, asleep, places, bound, trace }: Label): void {
    if (this.size === this.#capacity) this.#grow();
    const i = this.size++;
    this.live++;
    const base = i * this.active.length;
    for (let k = 0; k < this.active.length; k++) this.slots[base + k] = slots[this.active[k]];
    const D = index.length;
    for (let d = 0; d < D; d++) this.index[i * D + d] = index[d];
    this.rank[i] = rank;
    this.id[i] = id;
    this.flags[i] = flags;
    this.used[i] = used;
    this.asleep[i] = asleep;
    this.places[i] = places;
    this.bound[i] = bound;
    this.trace[i] = trace;
    const bucket = this.#bucketOf(rank, flags);
    this.#next[i] = this.#buckets[bucket];
    this.#buckets[bucket] = i;
  }

  #bucketOf(rank: number, flags: number): number {
    const hash = Math.imul(mix(rank) ^ flags, 0xc2b2ae35);
    return ((hash ^ (hash >>> 15)) >>> 0) % this.#buckets.length;
  }

  #columns(): (Float64Array | Int32Array)[] {
    const { rank, id, flags, used, asleep, places, trace, bound } = this;
    return [rank, id, flags, used, asleep, places, trace, bound];
  }

  #grow(): void {
    const n = 2 * this.#capacity;
    this.#capacity = n;
    this.slots = grown(this.slots, new Float64Array(n * this.active.length));
    this.index = grown(this.index, new Uint16Array(n * this.lattice.sizes.length));
    this.rank = grown(this.rank, new Float64Array(n));
    this.id = grown(this.id, new Float64Array(n));
    this.flags = grown(this.flags, new Int32Array(n));
    this.used = grown(this.used, new Int32Array(n));
    this.asleep = grown(this.asleep, new Int32Array(n));
    this.places = grown(this.places, new Int32Array(n));
    this.trace = grown(this.trace, new Int32Array(n));
    this.bound = grown(this.bound, new Float64Array(n));
    this.#next = new Int32Array(n);
    this.#buckets = new Int32Array(2 * n);
    this.#rehash();
  }

  #rehash(): void {
    this.#buckets.fill(-1);
    for (let i = 0; i < this.size; i++) {
      if (Number.isNaN(this.bound[i])) continue;
      const bucket = this.#bucketOf(this.rank[i], this.flags[i]);
      this.#next[i] = this.#buckets[bucket];
      this.#buckets[bucket] = i;
    }
  }
}

function grown<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}
