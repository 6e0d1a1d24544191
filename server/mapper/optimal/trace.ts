/** Decisions that all threads together may remember; a search that needs more is given up and the gap stays open. */
const TRACE_LIMIT = 20 << 20;
const BYTES_PER_DECISION = 16;

/** One decision: `factor` iterations of a dimension on a level. */
export interface Decision {
  readonly level: number;
  readonly dimension: number;
  readonly factor: number;
}

/**
 * The decisions that led to labels, as a tree: each names the one before, so labels share their history. Threads have
 * a trace each and refer to all of them: decision `i` of member `m` of `n` has the number `i·n + m`.
 */
export class Trace {
  size = 0;
  #parent: Int32Array;
  #level: Uint8Array;
  #dimension: Uint8Array;
  #factor: Float64Array;

  /** @param shared what {@link Trace.share} has made, which other threads read; without it the trace grows as needed. */
  constructor(
    readonly members = 1,
    readonly member = 0,
    readonly shared: SharedArrayBuffer | null = null,
  ) {
    const n = shared === null ? 1024 : Math.floor(TRACE_LIMIT / members);
    const buffer = shared ?? new ArrayBuffer(n * BYTES_PER_DECISION);
    [this.#factor, this.#parent, this.#level, this.#dimension] = columns(buffer, n);
  }

  /** Memory for the trace of one of several threads. The system only takes what is written. */
  static share(members: number): SharedArrayBuffer {
    return new SharedArrayBuffer(Math.floor(TRACE_LIMIT / members) * BYTES_PER_DECISION);
  }

  /** Whether a further label might not be remembered. */
  get full(): boolean {
    return this.size >= Math.floor(TRACE_LIMIT / this.members) - (1 << 16);
  }

  /** Records `n` iterations of dimension `d` on level `l`, decided after `parent` (−1 for the first). */
  push(parent: number, l: number, d: number, n: number): number {
    if (this.size === this.#parent.length) this.#grow();
    const i = this.size++;
    this.#parent[i] = parent;
    this.#level[i] = l;
    this.#dimension[i] = d;
    this.#factor[i] = n;
    return i * this.members + this.member;
  }

  /**
   * The decisions from the last one back, that is from the outermost loop in.
   *
   * @param traces of all members, by number.
   */
  static *from(traces: readonly Trace[], last: number): Generator<Decision> {
    for (let number = last; number >= 0; ) {
      const trace = traces[number % traces.length];
      const i = Math.floor(number / traces.length);
      yield { level: trace.#level[i], dimension: trace.#dimension[i], factor: trace.#factor[i] };
      number = trace.#parent[i];
    }
  }

  /** Forgets the decisions that none of `lasts` rests on, and renumbers these in place. Only for a trace of one member. */
  compact(lasts: readonly Int32Array[]): void {
    const renumbered = new Int32Array(this.size).fill(-1);
    for (const own of lasts) {
      for (const last of own) for (let i = last; i >= 0 && renumbered[i] < 0; i = this.#parent[i]) renumbered[i] = 0;
    }
    let size = 0;
    for (let i = 0; i < this.size; i++) {
      if (renumbered[i] < 0) continue;
      this.#parent[size] = this.#parent[i] < 0 ? -1 : renumbered[this.#parent[i]];
      this.#level[size] = this.#level[i];
      this.#dimension[size] = this.#dimension[i];
      this.#factor[size] = this.#factor[i];
      renumbered[i] = size++;
    }
    this.size = size;
    for (const own of lasts) for (let k = 0; k < own.length; k++) if (own[k] >= 0) own[k] = renumbered[own[k]];
  }

  /**
   * Remembers what another trace of one member does, and nothing else.
   *
   * @param lasts decisions by their numbers there, which become those here.
   * @returns false, with nothing changed, where there is no room for it.
   */
  takeOver(other: Trace, lasts: readonly Int32Array[]): boolean {
    this.size = 0;
    const limit = Math.floor(TRACE_LIMIT / this.members) - (2 << 16);
    if (other.size > limit) return false;
    const renumbered = (i: number): number => (i < 0 ? -1 : i * this.members + this.member);
    this.size = other.size;
    for (let i = 0; i < other.size; i++) {
      this.#parent[i] = renumbered(other.#parent[i]);
      this.#level[i] = other.#level[i];
      this.#dimension[i] = other.#dimension[i];
      this.#factor[i] = other.#factor[i];
    }
    for (const own of lasts) for (let k = 0; k < own.length; k++) own[k] = renumbered(own[k]);
    return true;
  }

  #grow(): void {
    const n = 2 * this.#parent.length;
    const [factor, parent, level, dimension] = columns(new ArrayBuffer(n * BYTES_PER_DECISION), n);
    factor.set(this.#factor);
    parent.set(this.#parent);
    level.set(this.#level);
    dimension.set(this.#dimension);
    [this.#factor, this.#parent, this.#level, this.#dimension] = [factor, parent, level, dimension];
  }
}

function columns(
  buffer: ArrayBufferLike,
  n: number,
): [factor: Float64Array, parent: Int32Array, level: Uint8Array, dimension: Uint8Array] {
  return [
    new Float64Array(buffer, 0, n),
    new Int32Array(buffer, 8 * n, n),
    new Uint8Array(buffer, 12 * n, n),
    new Uint8Array(buffer, 13 * n, n),
  ];
}
