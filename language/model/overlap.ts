import { gcd } from './distinct.js';

/**
 * How many of the sums `a·x + b·y` with `0 ≤ x < X`, `0 ≤ y < Y` are also, less `shift`, such sums with `x < otherX`, `y < otherY`.
 *
 * Divided by a common factor, sums of one residue by `a` have their `y` in steps of `a`: they are runs of `X` that begin `b` apart,
 * in units of `a`. Runs of one residue meet those of another, moved: a step for each residue, whatever the extents are.
 */
export function overlapOfTwo(
  first: number,
  X: number,
  otherX: number,
  second: number,
  Y: number,
  otherY: number,
  shift: number,
): number {
  const divisor = gcd(first, second);
  const a = first / divisor;
  const b = second / divisor;
  const distance = shift / divisor;
  if (!Number.isInteger(distance)) return 0;
  // The `y` of sums that are `distance` less, by residue.
  const back = ((((distance % a) + a) % a) * inverse(b % a, a)) % a;
  let count = 0;
  for (let y = 0; y < a && y < Y; y++) {
    const other = (y - back + a) % a;
    if (other >= otherY) continue;
    const last = Math.floor((Y - 1 - y) / a);
    const otherLast = Math.floor((otherY - 1 - other) / a);
    count += inBoth(b, X, last, otherX, otherLast, (b * (y - other) - distance) / a);
  }
  return count;
}

/**
 * How many integers `t` are in runs of length `X` that begin at `0, b, …, last·b`, while `t + shift` is in those of length `otherX`
 * that begin at `0, b, …, otherLast·b`.
 */
function inBoth(b: number, X: number, last: number, otherX: number, otherLast: number, shift: number): number {
  if (X >= b) {
    // The runs touch.
    const end = last * b + X;
    return below(shift + end, b, otherX, otherLast) - below(shift, b, otherX, otherLast);
  }
  if (otherX >= b) return below(otherLast * b + otherX - shift, b, X, last) - below(-shift, b, X, last);
  const skipped = Math.floor(shift / b);
  const offset = shift - skipped * b;
  const here = Math.max(0, Math.min(X, otherX - offset));
  const next = Math.max(0, Math.min(X, b - offset + otherX) - (b - offset));
  return here * pairs(last, otherLast, skipped) + next * pairs(last, otherLast, skipped + 1);
}

/** How many integers below `end` are in runs of length `X` that begin at `0, b, …, last·b`. */
function below(end: number, b: number, X: number, last: number): number {
  if (end <= 0) return 0;
  if (X >= b) return Math.min(end, last * b + X);
  const run = Math.min(last, Math.floor(end / b));
  return run * X + Math.min(X, end - run * b);
}

/** How many `j` from 0 to `last` have `j + skipped` from 0 to `otherLast`. */
const pairs = (last: number, otherLast: number, skipped: number): number =>
  Math.max(0, Math.min(last, otherLast - skipped) - Math.max(0, -skipped) + 1);

/** Of `value` modulo a coprime number. */
function inverse(value: number, modulus: number): number {
  let r = modulus;
  let next = value;
  let t = 0;
  let nextT = 1;
  while (next > 0) {
    const q = Math.floor(r / next);
    const remainder = r - q * next;
    r = next;
    next = remainder;
    const inner = t - q * nextT;
    t = nextT;
    nextT = inner;
  }
  return ((t % modulus) + modulus) % modulus;
}
