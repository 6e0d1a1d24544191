/**
 * How many of the sums `a·x + b·y` (`0 ≤ x < X`, `0 ≤ y < Y`) are `delta` more than another one. The coefficients are coprime,
 * `delta` is a positive integer.
 *
 * Sums of one residue by `a` have their `y` in steps of `a`, so that they are runs of `X` that begin `b` apart, in units of `a`.
 * Runs of one residue meet those of another, moved: a step for each residue, whatever the extents are.
 */
export function overlapOfTwo(a: number, X: number, b: number, Y: number, delta: number): number {
  const step = inverse(b % a, a);
  // The `y` of sums that are `delta` less, by residue.
  const back = ((delta % a) * step) % a;
  let count = 0;
  for (let y = 0; y < a && y < Y; y++) {
    const other = (y - back + a) % a;
    if (other >= Y) continue;
    const runs = Math.floor((Y - 1 - y) / a);
    const otherRuns = Math.floor((Y - 1 - other) / a);
    // How much further on, in units of `a`, the other sums would be without `delta`.
    const shift = (b * (y - other) - delta) / a;
    count += common(X, b, runs, otherRuns, shift);
  }
  return count;
}

/**
 * How many integers are in runs of length `X` at `0, b, …, runs·b`, and, moved by `shift`, in those at `0, b, …, otherRuns·b`.
 */
function common(X: number, b: number, runs: number, otherRuns: number, shift: number): number {
  if (X >= b) {
    // The runs touch.
    const from = Math.max(0, -shift);
    return Math.max(0, Math.min(runs * b + X, otherRuns * b + X - shift) - from);
  }
  const skipped = Math.floor(shift / b);
  const offset = shift - skipped * b;
  return (
    Math.max(0, X - offset) * pairs(runs, otherRuns, skipped) +
    Math.max(0, X - (b - offset)) * pairs(runs, otherRuns, skipped + 1)
  );
}

/** How many `j` from 0 to `runs` have `j + skipped` from 0 to `otherRuns`. */
const pairs = (runs: number, otherRuns: number, skipped: number): number =>
  Math.max(0, Math.min(runs, otherRuns - skipped) - Math.max(0, -skipped) + 1);

/** Of `value` modulo a coprime number. */
function inverse(value: number, modulus: number): number {
  let [r, next] = [modulus, value];
  let [t, nextT] = [0, 1];
  while (next > 0) {
    const q = Math.floor(r / next);
    [r, next] = [next, r - q * next];
    [t, nextT] = [nextT, t - q * nextT];
  }
  return ((t % modulus) + modulus) % modulus;
}
