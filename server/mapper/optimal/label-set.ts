import { type Label, mix, shardOf, UNCOMPARED } from './label.js';
import type { Lattice } from './lattice.js';
import { EQUAL } from './slots.js';

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
  /** Row `i` at `i · #active`. */
  slots = new Float64Array(0);
  /** Row `i` at `i · D`. */
  index = new Uint16Array(0);
  rank = new Float64Array(0);
  id = new Float64Array(0);
  flags = new Int32Array(0);
  /** Made of the slots in which labels must agree, so labels that do not agree stay apart. */
  mark = new Int32Array(0);
  used = new Int32Array(0);
  asleep = new Int32Array(0);
  places = new Int32Array(0);
  trace = new Int32Array(0);
  /** NaN marks a label that another has replaced. */
  bound = new Float64Array(0);
  /** 1 for a label whose children are in later stages. */
  expanded = new Uint8Array(0);
  #capacity = 0;
  #next = new Int32Array(0);
  #buckets = new Int32Array(1).fill(-1);
  /** The slots that some label so far uses: only these are stored. The others follow, up to the end of `#slot`. */
  #active = 0;
  readonly #slot: Int32Array;
  readonly #equal: Int32Array;

  /**
   * @param possible the slots that labels of this stage can use.
   * @param compared by slot: 1 where less is better, −1 where more is better, {@link EQUAL} where labels must agree, 0 where it
   * does not matter.
   * @param dominance whether labels may be compared at all.
   */
  constructor(
    readonly lattice: Lattice,
    readonly possible: Int32Array,
    readonly compared: Int8Array,
    readonly dominance: boolean,
  ) {
    this.#slot = possible.slice();
    this.#equal = possible.filter((slot) => compared[slot] === EQUAL);
  }

  /** How many labels that are not expanded yet have bounds below `cost`. */
  waiting(cost: number): number {
    let waiting = 0;
    for (let i = 0; i < this.size; i++) if (this.bound[i] < cost && this.expanded[i] === 0) waiting++;
    return waiting;
  }

  /** Bytes that the set takes. */
  get bytes(): number {
    return this.#capacity * (8 * this.#active + 2 * this.lattice.sizes.length + 3 * 8 + 9 * 4 + 1);
  }

  /**
   * Adds a label unless it is dominated, and drops those that it dominates. Of two that are equal, one that is expanded already
   * stays, else the one with the lower id.
   *
   * @returns its row, −1 if it was not added.
   */
  add(label: Label, expanded = false): number {
    const { slots, rank, id, flags, used, asleep, places } = label;
    for (let k = this.#active; k < this.#slot.length; k++) if (slots[this.#slot[k]] !== 0) this.#activate(k);
    const mark = this.#markOf(slots);
    const bucket = this.#bucketOf(rank, flags ^ mark);
    if (this.dominance && (flags & UNCOMPARED) === 0) {
      const width = this.#active;
      let previous = -1;
      for (let i = this.#buckets[bucket]; i >= 0; i = this.#next[i]) {
        if (this.rank[i] !== rank || this.flags[i] !== flags || this.mark[i] !== mark) {
          previous = i;
          continue;
        }
        let mayReplace = (used & ~this.used[i]) === 0 && (asleep & ~this.asleep[i]) === 0 && places >= this.places[i];
        let mayYield = (this.used[i] & ~used) === 0 && (this.asleep[i] & ~asleep) === 0 && this.places[i] >= places;
        const base = i * width;
        for (let k = 0; k < width && (mayReplace || mayYield); k++) {
          const slot = this.#slot[k];
          const compared = this.compared[slot];
          const difference = compared * (slots[slot] - this.slots[base + k]);
          if (difference === 0) continue;
          if (difference > 0 || compared === EQUAL) mayReplace = false;
          if (difference < 0 || compared === EQUAL) mayYield = false;
        }
        if (mayYield && !(mayReplace && id < this.id[i] && this.expanded[i] === 0)) return -1;
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
    return this.#append(label, mark, expanded);
  }

  /** Writes row `i` into a label; slots that the stage does not use become 0. */
  read(i: number, label: Label): void {
    const { slots, index, extents } = label;
    slots.fill(0);
    const base = i * this.#active;
    for (let k = 0; k < this.#active; k++) slots[this.#slot[k]] = this.slots[base + k];
    const D = index.length;
    for (let d = 0; d < D; d++) {
      index[d] = this.index[i * D + d];
      const slot = this.lattice.extentSlot[d];
      extents[d] = slot < 0 ? this.lattice.extent(d, index[d]) : slots[slot];
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

  /** Drops row `i`, which must be live. */
  drop(i: number): void {
    const bucket = this.#bucketOf(this.rank[i], this.flags[i] ^ this.mark[i]);
    let before = -1;
    for (let k = this.#buckets[bucket]; k !== i; k = this.#next[k]) before = k;
    if (before < 0) this.#buckets[bucket] = this.#next[i];
    else this.#next[before] = this.#next[i];
    this.bound[i] = Number.NaN;
    this.live--;
  }

  /**
   * Makes room: labels that are replaced or expanded go, and of the others those with the highest bounds until half are left.
   *
   * @returns the lowest bound that went unexpanded, infinite if none did.
   */
  shrink(): number {
    const rows = this.#rows();
    const [kept, dropped] = this.#lowest(rows, rows.length < this.size >> 1 ? rows.length : rows.length >> 1);
    this.#resize(kept.sort());
    return dropped;
  }

  /** Forgets everything, once no label can come any more and all are expanded. */
  clear(): void {
    this.#resize(new Int32Array(0));
  }

  /**
   * The most promising labels that are not expanded yet, at most `width`. Bounds rise with the iterations that are decided, so only labels with
   * tiles of about the same volume are compared; each such group takes its turn.
   *
   * @param shards among which the labels are divided, the same number for each, before they are compared.
   * @returns their rows.
   */
  select(width: number, shards: number): Int32Array {
    const rows = this.#rows();
    const quota = width / shards;
    if (rows.length <= quota) return rows;
    const own = Array.from({ length: shards }, () => new Int32Array(rows.length));
    const counts = new Int32Array(shards);
    for (const i of rows) {
      const shard = shards === 1 ? 0 : shardOf(this.rank[i]) % shards;
      own[shard][counts[shard]++] = i;
    }
    if (counts.every((count) => count <= quota)) return rows;
    let selected = 0;
    for (let shard = 0; shard < shards; shard++) {
      let chosen = own[shard].subarray(0, counts[shard]);
      if (chosen.length > quota) {
        const turn = this.#turns(chosen);
        chosen.sort((a, b) => turn[a] - turn[b] || this.bound[a] - this.bound[b] || this.id[a] - this.id[b]);
        chosen = chosen.subarray(0, quota);
      }
      rows.set(chosen, selected);
      selected += chosen.length;
    }
    return rows.subarray(0, selected);
  }

  /** The lowest bound of the labels that are not expanded yet, infinite if there are none. */
  lowestBound(): number {
    let lowest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.size; i++) if (this.bound[i] < lowest && this.expanded[i] === 0) lowest = this.bound[i];
    return lowest;
  }

  /** The rows that are live and not expanded, in the order in which they came. */
  #rows(): Int32Array {
    const rows = new Int32Array(this.live);
    let n = 0;
    for (let i = 0; i < this.size; i++) if (!Number.isNaN(this.bound[i]) && this.expanded[i] === 0) rows[n++] = i;
    return rows.subarray(0, n);
  }

  /** By row, its place among the rows with tiles of about the same volume, lowest bounds first. Changes the order of `rows`. */
  #turns(rows: Int32Array): Int32Array {
    const D = this.lattice.sizes.length;
    const group = new Int8Array(this.size);
    for (const i of rows) {
      let volume = 1;
      for (let d = 0; d < D; d++) volume *= this.lattice.extent(d, this.index[i * D + d]);
      group[i] = Math.min(127, Math.round(Math.log2(volume)));
    }
    const turn = new Int32Array(this.size);
    const next = new Int32Array(128);
    rows.sort((a, b) => this.bound[a] - this.bound[b] || this.id[a] - this.id[b]);
    for (const i of rows) turn[i] = next[group[i]]++;
    return turn;
  }

  /** The `count` rows with the lowest bounds, and the lowest bound of the rest. */
  #lowest(rows: Int32Array, count: number): [Int32Array, number] {
    if (rows.length <= count) return [rows, Number.POSITIVE_INFINITY];
    const sorted = rows.slice().sort((a, b) => this.bound[a] - this.bound[b] || this.id[a] - this.id[b]);
    return [sorted.slice(0, count), this.bound[sorted[count]]];
  }

  #append(
    { slots, index, rank, id, flags, used, asleep, places, bound, trace }: Label,
    mark: number,
    expanded: boolean,
  ): number {
    if (this.size === this.#capacity) this.#reserve(Math.max(64, 2 * this.#capacity));
    const i = this.size++;
    this.live++;
    const base = i * this.#active;
    for (let k = 0; k < this.#active; k++) this.slots[base + k] = slots[this.#slot[k]];
    const D = index.length;
    for (let d = 0; d < D; d++) this.index[i * D + d] = index[d];
    this.rank[i] = rank;
    this.id[i] = id;
    this.flags[i] = flags;
    this.mark[i] = mark;
    this.used[i] = used;
    this.asleep[i] = asleep;
    this.places[i] = places;
    this.bound[i] = bound;
    this.trace[i] = trace;
    this.expanded[i] = expanded ? 1 : 0;
    const bucket = this.#bucketOf(rank, flags ^ mark);
    this.#next[i] = this.#buckets[bucket];
    this.#buckets[bucket] = i;
    return i;
  }

  #markOf(slots: Float64Array): number {
    let hash = 0;
    for (const slot of this.#equal) hash = Math.imul(hash ^ mix(slots[slot]), 0x9e3779b1);
    return hash;
  }

  #bucketOf(rank: number, flags: number): number {
    const hash = Math.imul(mix(rank) ^ flags, 0xc2b2ae35);
    return ((hash ^ (hash >>> 15)) >>> 0) % this.#buckets.length;
  }

  /** Stores one more slot, the `k`-th of `#slot`, which so far was 0 in all labels. */
  #activate(k: number): void {
    const from = this.#active;
    const to = from + 1;
    [this.#slot[from], this.#slot[k]] = [this.#slot[k], this.#slot[from]];
    const slots = new Float64Array(this.#capacity * to);
    for (let i = 0; i < this.size; i++) slots.set(this.slots.subarray(i * from, (i + 1) * from), i * to);
    this.slots = slots;
    this.#active = to;
  }

  /** Keeps `rows` (ascending) and nothing else. */
  #resize(rows: Int32Array): void {
    const D = this.lattice.sizes.length;
    const width = this.#active;
    const columns = [
      this.rank,
      this.id,
      this.flags,
      this.mark,
      this.used,
      this.asleep,
      this.places,
      this.trace,
      this.bound,
    ];
    // Rows only move towards the front, so none is overwritten before it has moved.
    rows.forEach((from, to) => {
      this.slots.copyWithin(to * width, from * width, (from + 1) * width);
      this.index.copyWithin(to * D, from * D, (from + 1) * D);
      for (const column of columns) column[to] = column[from];
      this.expanded[to] = this.expanded[from];
    });
    this.size = rows.length;
    this.live = rows.length;
    this.#reserve(Math.ceil(1.25 * rows.length));
  }

  #reserve(n: number): void {
    const D = this.lattice.sizes.length;
    const size = this.size;
    this.#capacity = n;
    this.slots = moved(this.slots, new Float64Array(n * this.#active), size * this.#active);
    this.index = moved(this.index, new Uint16Array(n * D), size * D);
    this.rank = moved(this.rank, new Float64Array(n), size);
    this.id = moved(this.id, new Float64Array(n), size);
    this.flags = moved(this.flags, new Int32Array(n), size);
    this.mark = moved(this.mark, new Int32Array(n), size);
    this.used = moved(this.used, new Int32Array(n), size);
    this.asleep = moved(this.asleep, new Int32Array(n), size);
    this.places = moved(this.places, new Int32Array(n), size);
    this.trace = moved(this.trace, new Int32Array(n), size);
    this.bound = moved(this.bound, new Float64Array(n), size);
    this.expanded = moved(this.expanded, new Uint8Array(n), size);
    this.#next = new Int32Array(n);
    this.#buckets = new Int32Array(Math.max(1, 2 * n));
    this.#rehash();
  }

  #rehash(): void {
    this.#buckets.fill(-1);
    for (let i = 0; i < this.size; i++) {
      if (Number.isNaN(this.bound[i])) continue;
      const bucket = this.#bucketOf(this.rank[i], this.flags[i] ^ this.mark[i]);
      this.#next[i] = this.#buckets[bucket];
      this.#buckets[bucket] = i;
    }
  }
}

/** The first `count` entries of one array in another of the same kind. */
function moved<T extends Float64Array | Int32Array | Uint16Array | Uint8Array>(from: T, to: T, count: number): T {
  to.set(from.subarray(0, count));
  return to;
}
