import type { Inside } from './flows.js';

/**
 * Labels are spread over this many shards by their extents. A shard belongs to one thread, and a pass keeps the same number of
 * labels of each, so the result does not depend on how many threads there are.
 */
export const SHARDS = 8;

/** The flag of labels that must not be compared: what they hold is less than what they will cost. */
export const UNCOMPARED = 1 << 30;

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

/** A label that has decided nothing. */
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

/** Overwrites one label by another of the same problem. */
export function copyLabel(from: Label, to: Label): void {
  // They are short: a loop takes less than what `set` costs by itself.
  for (let i = 0; i < from.slots.length; i++) to.slots[i] = from.slots[i];
  for (let d = 0; d < from.index.length; d++) {
    to.extents[d] = from.extents[d];
    to.index[d] = from.index[d];
  }
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

/** Spreads ranks over 32 bits. */
export function mix(rank: number): number {
  let hash = Math.imul((rank % 4294967296) | 0, 0x9e3779b1) ^ Math.imul((rank / 4294967296) | 0, 0x85ebca6b);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 12);
}
