/**
 * How many different values the sum of `coefficients[i] · x[i]` takes for `0 ≤ x[i] < extents[i]` (model.md section 1).
 * Coefficients and extents are positive integers.
 */
export function distinct(coefficients: readonly number[], extents: readonly number[]): number {
  const c: number[] = [];
  const x: number[] = [];
  for (let i = 0; i < extents.length; i++) {
    if (extents[i] > 1) {
      c.push(coefficients[i]);
      x.push(extents[i]);
    }
  }
  if (x.length === 0) return 1;
  if (x.length === 1) return x[0];
  const divisor = c.reduce(gcd);
  for (let i = 0; i < c.length; i++) c[i] /= divisor;
  if (c.every((value) => value === 1)) return hull(c, x);
  if (x.length === 2) return distinctOfTwo(c[0], x[0], c[1], x[1]);
  return distinctOfMany(c, x);
}

/** The hull of an axis, as the option *Timeloop bounds* takes it: `Σc(X−1) + 1`. */
export function hull(coefficients: readonly number[], extents: readonly number[]): number {
  let last = 0;
  for (let i = 0; i < extents.length; i++) last += coefficients[i] * (extents[i] - 1);
  return last + 1;
}

/** Of two terms with coprime coefficients. */
export function distinctOfTwo(c0: number, x0: number, c1: number, x1: number): number {
  if (x0 >= c1 && x1 >= c0) return c0 * (x0 - 1) + c1 * (x1 - 1) + 1 - (c0 - 1) * (c1 - 1);
  return x0 * x1;
}

/** Of non-negative integers. */
export function gcd(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b];
  return a;
}

/** Sums of more than this many values are not enumerated, see {@link distinctOfMany}. */
const ENUMERATION_LIMIT = 1 << 24;

/**
 * Of three and more terms with coprime coefficients.
 *
 * Coefficients that overlap (each at most one more than the hull of the smaller ones) fill their hull, and those that exceed the
 * hull of the smaller ones never meet. Everything else is enumerated. An extent beyond `cap` adds the same number of new
 * values with each step (the gaps at both ends of the set no longer change), so only capped extents are enumerated.
 * Coefficients so large that even this passes {@link ENUMERATION_LIMIT} get the smaller of product and hull, an upper bound.
 */
function distinctOfMany(c: readonly number[], x: readonly number[]): number {
  const ascending = c.map((_, i) => i).sort((a, b) => c[a] - c[b]);
  let span = 0;
  let overlapping = true;
  let apart = true;
  for (const i of ascending) {
    if (c[i] > span + 1) overlapping = false;
    if (c[i] <= span) apart = false;
    span += c[i] * (x[i] - 1);
  }
  if (overlapping) return span + 1;
  const product = x.reduce((a, b) => a * b);
  if (apart) return product;

  const cap = c.length * Math.max(...c);
  const capped = x.map((extent) => Math.min(extent, cap));
  if (hull(c, capped) > ENUMERATION_LIMIT) return Math.min(product, span + 1);
  const base = countSums(c, capped);
  let total = base;
  for (let i = 0; i < x.length; i++) {
    if (x[i] === capped[i]) continue;
    const longer = capped.map((extent, k) => (k === i ? extent + 1 : extent));
    total += (countSums(c, longer) - base) * (x[i] - capped[i]);
  }
  return total;
}

/** Marks every sum in a table as long as the hull. */
function countSums(c: readonly number[], x: readonly number[]): number {
  const length = hull(c, x);
  let reached = new Uint8Array(length);
  reached[0] = 1;
  let span = 0;
  for (let i = 0; i < c.length; i++) {
    const next = new Uint8Array(length);
    // A running window over each residue class: `inWindow` of the last `x[i]` values that are `c[i]` apart were reached.
    const end = span + c[i] * (x[i] - 1);
    for (let residue = 0; residue < Math.min(c[i], end + 1); residue++) {
      let inWindow = 0;
      for (let value = residue, k = 0; value <= end; value += c[i], k++) {
        inWindow += reached[value];
        if (k >= x[i]) inWindow -= reached[value - c[i] * x[i]];
        if (inWindow > 0) next[value] = 1;
      }
    }
    span = end;
    reached = next;
  }
  let count = 0;
  for (let value = 0; value < length; value++) count += reached[value];
  return count;
}
