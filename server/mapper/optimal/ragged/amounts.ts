/**
 * The arithmetic of amounts that are kept by whole and last blocks (METHOD.md, "Ragged fanouts"): `2^k` numbers from `base` on,
 * of which the one at `s` has whole blocks along the dimensions in `s`, and last ones along the others.
 */

/** Every position of a loop counts: `n` of them around a whole block, `m` around the last one. `bit` is the dimension's. */
export function sum(slots: Float64Array, base: number, size: number, bit: number, n: number, m: number): void {
  for (let s = 0; s < size; s++) {
    if ((s & bit) !== 0) continue;
    const whole = slots[base + s + bit];
    slots[base + s + bit] = n * whole;
    slots[base + s] += (m - 1) * whole;
  }
}

/** The positions of a loop count once: where `m` of them are in use, a whole block is among them. */
export function once(slots: Float64Array, base: number, size: number, bit: number, m: number): void {
  if (m === 1) return;
  for (let s = 0; s < size; s++) if ((s & bit) === 0) slots[base + s] = slots[base + s + bit];
}

export function scale(slots: Float64Array, base: number, size: number, by: number): void {
  for (let s = 0; s < size; s++) slots[base + s] *= by;
}

/** Adds `by` times the amount at `from` to that at `to`. */
export function add(slots: Float64Array, to: number, from: number, size: number, by: number): void {
  for (let s = 0; s < size; s++) slots[to + s] += by * slots[from + s];
}

export function clear(slots: Float64Array, base: number, size: number): void {
  slots.fill(0, base, base + size);
}

/**
 * The amount of all blocks that are left, one after another.
 *
 * @param left by dimension of the amount, its blocks.
 */
export function total(slots: Float64Array, base: number, size: number, left: Float64Array): number {
  let all = 0;
  for (let s = 0; s < size; s++) {
    const own = slots[base + s];
    if (own === 0) continue;
    let times = 1;
    for (let i = 0, rest = s; rest !== 0; i++, rest >>= 1) if ((rest & 1) !== 0) times *= left[i] - 1;
    all += own * times;
  }
  return all;
}
