import type { Inside } from './flows.js';
import type { Lattice } from './lattice.js';

/** One partial mapping, taken out of its set. */
export interface Label extends Inside {
  /** Divisor indices of the extents. */
  readonly index: Uint16Array;
  rank: number;
  used: number;
  asleep: number;
  places: number;
  bound: number;
  trace: number;
}

export function newLabel(width: number, dimensions: number): Label {
  return {
    slots: new Float64Array(width),
    extents: new Float64Array(dimensions).fill(1),
    index: new Uint16Array(dimensions),
    rank: 0,
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
  to.flags = from.flags;
  to.used = from.used;
  to.asleep = from.asleep;
  to.places = from.places;
  to.bound = from.bound;
  to.trace = from.trace;
}

/**
 * The labels of one stage of the search: partial mappings that have decided the same levels. A label is kept unless another
 * with the same key is no worse in every slot that is compared.
 *
 * Rows of typed arrays, the slots cut down to those that the stage uses.
 */
export class LabelSet {
  size = 0;
  /** Labels that no other has replaced. */
  live = 0;
  #capacity = 256;
  /** Row `i` at `i · active.length`. */
  slots: Float64Array;
  /** Row `i` at `i · D`: divisor indices. */
  index: Uint16Array;
  rank: Float64Array;
  flags: Int32Array;
  /** Dimensions that have a loop on the current level, as bits. */
  used: Int32Array;
  /** Dimensions whose loop, coming next, would only repeat an order that is as good, as bits. */
  asleep: Int32Array;
  /** How many places of a positional order constraint are left to the loops outside. */
  places: Int32Array;
  /** The last decision, see {@link Trace}. */
  trace: Int32Array;
  /** Lower bound on the cost; NaN marks a label that another has replaced. */
  bound: Float64Array;
  #next: Int32Array;
  #buckets: Int32Array;

  /**
   * @param active the slots that any label of this stage uses, in ascending order.
   * @param compared by position in `active`: 1 where less is better, −1 where more is better, 0 where it does not matter.
   */
  constructor(
    readonly lattice: Lattice,
    readonly active: Int32Array,
    readonly compared: Int8Array,
    readonly dominance: boolean,
  ) {
    const D = lattice.sizes.length;
    const n = this.#capacity;
    this.slots = new Float64Array(n * active.length);
    this.index = new Uint16Array(n * D);
    this.rank = new Float64Array(n);
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
    return 8 * this.active.length + 2 * this.lattice.sizes.length + 8 + 8 + 6 * 4 + 8;
  }

  /**
   * Adds a label unless it is dominated, and drops those that it dominates. One label dominates another with the same extents
   * and flags if it leaves the loops outside at least the same freedom and is no worse in all compared slots.
   *
   * @returns whether it was added; then its row is `size − 1`.
   */
  add(label: Label): boolean {
    const { slots, rank, flags, used, asleep, places } = label;
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
          const mine = sign * slots[this.active[k]];
          const other = sign * this.slots[base + k];
          // Sums of the same words in another order differ in their last bits; that makes no label better.
          const noise = 1e-12 * Math.abs(other);
          if (mine > other + noise) mayReplace = false;
          else if (mine < other - noise) mayYield = false;
        }
        if (mayYield) return false;
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

  #append({ slots, index, rank, flags, used, asleep, places, bound, trace }: Label): void {
    if (this.size === this.#capacity) this.#grow();
    const i = this.size++;
    this.live++;
    const base = i * this.active.length;
    for (let k = 0; k < this.active.length; k++) this.slots[base + k] = slots[this.active[k]];
    const D = index.length;
    for (let d = 0; d < D; d++) this.index[i * D + d] = index[d];
    this.rank[i] = rank;
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

  /** Writes row `i` into a label, but for its extents; slots that the stage does not use become 0. */
  read(i: number, label: Label): void {
    const { slots, index } = label;
    slots.fill(0);
    const base = i * this.active.length;
    for (let k = 0; k < this.active.length; k++) slots[this.active[k]] = this.slots[base + k];
    const D = index.length;
    for (let d = 0; d < D; d++) {
      index[d] = this.index[i * D + d];
      label.extents[d] = this.lattice.divisors[d][index[d]];
    }
    label.rank = this.rank[i];
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
    const ranked = this.ranked();
    const kept = ranked.subarray(0, Math.min(ranked.length, this.size >> 1));
    const dropped = kept.length < ranked.length ? this.bound[ranked[kept.length]] : Number.POSITIVE_INFINITY;
    const D = this.lattice.sizes.length;
    const width = this.active.length;
    // Rows only move towards the front, so that none is overwritten before it has moved.
    const rows = kept.slice().sort();
    rows.forEach((from, to) => {
      this.slots.copyWithin(to * width, from * width, (from + 1) * width);
      this.index.copyWithin(to * D, from * D, (from + 1) * D);
      for (const column of [this.rank, this.flags, this.used, this.asleep, this.places, this.trace, this.bound]) {
        column[to] = column[from];
      }
    });
    this.size = rows.length;
    this.live = rows.length;
    this.#rehash();
    return dropped;
  }

  /** The live labels, those with the lowest bounds first; ties in the order in which they came. */
  ranked(): Int32Array {
    const order = new Int32Array(this.live);
    let n = 0;
    for (let i = 0; i < this.size; i++) if (!Number.isNaN(this.bound[i])) order[n++] = i;
    return order.sort((a, b) => this.bound[a] - this.bound[b] || a - b);
  }

  #bucketOf(rank: number, flags: number): number {
    let hash = Math.imul((rank % 4294967296) | 0, 0x9e3779b1) ^ Math.imul((rank / 4294967296) | 0, 0x85ebca6b);
    hash = Math.imul(hash ^ flags, 0xc2b2ae35);
    hash ^= hash >>> 15;
    return (hash >>> 0) % this.#buckets.length;
  }

  #grow(): void {
    const n = 2 * this.#capacity;
    this.#capacity = n;
    this.slots = grown(this.slots, new Float64Array(n * this.active.length));
    this.index = grown(this.index, new Uint16Array(n * this.lattice.sizes.length));
    this.rank = grown(this.rank, new Float64Array(n));
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
