/** The decisions that led to labels, as a tree: each names the one before, so that labels share their history. */
export class Trace {
  size = 0;
  #parent = new Int32Array(1024);
  #level = new Uint8Array(1024);
  #dimension = new Uint8Array(1024);
  #factor = new Float64Array(1024);

  /** Records `n` iterations of dimension `d` on level `l`, decided after `parent` (−1 for the first). */
  push(parent: number, l: number, d: number, n: number): number {
    if (this.size === this.#parent.length) this.#grow();
    this.#parent[this.size] = parent;
    this.#level[this.size] = l;
    this.#dimension[this.size] = d;
    this.#factor[this.size] = n;
    return this.size++;
  }

  /** The decisions from the last one back, that is from the outermost loop in. */
  *from(last: number): Generator<{ level: number; dimension: number; factor: number }> {
    for (let i = last; i >= 0; i = this.#parent[i]) {
      yield { level: this.#level[i], dimension: this.#dimension[i], factor: this.#factor[i] };
    }
  }

  /** Forgets the decisions that none of `lasts` rests on, and renumbers `lasts` in place. */
  compact(lasts: Int32Array): void {
    const renumbered = new Int32Array(this.size).fill(-1);
    for (const last of lasts) for (let i = last; i >= 0 && renumbered[i] < 0; i = this.#parent[i]) renumbered[i] = 0;
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
    for (let k = 0; k < lasts.length; k++) if (lasts[k] >= 0) lasts[k] = renumbered[lasts[k]];
  }

  #grow(): void {
    const n = 2 * this.#parent.length;
    const parent = new Int32Array(n);
    parent.set(this.#parent);
    this.#parent = parent;
    const level = new Uint8Array(n);
    level.set(this.#level);
    this.#level = level;
    const dimension = new Uint8Array(n);
    dimension.set(this.#dimension);
    this.#dimension = dimension;
    const factor = new Float64Array(n);
    factor.set(this.#factor);
    this.#factor = factor;
  }
}
