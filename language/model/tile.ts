import { distinctOfTwo, distinct as exactDistinct, gcd, hull } from './distinct.js';
import type { ProblemAxis, ProblemOperand } from './problem.js';

/** The words of an operand in a tile with the extent of dimension `d` at `base + d`; their hull with *Timeloop bounds*. */
export function tileSize(
  { plain, windows }: ProblemOperand,
  extents: Float64Array,
  base: number,
  timeloopBounds: boolean,
): number {
  let size = 1;
  for (let i = 0; i < plain.length; i++) size *= extents[base + plain[i]];
  for (let i = 0; i < windows.length; i++) size *= distinctOnAxis(windows[i], extents, base, timeloopBounds);
  return size;
}

/** `distinct(axis, X)` with `X[d]` at `base + d`; the hull with *Timeloop bounds*. */
export function distinctOnAxis(
  axis: ProblemAxis,
  extents: Float64Array,
  base: number,
  timeloopBounds: boolean,
): number {
  const { dimensions, coefficients } = axis;
  if (dimensions.length === 1) return extents[base + dimensions[0]];
  if (dimensions.length === 2) {
    const x0 = extents[base + dimensions[0]];
    const x1 = extents[base + dimensions[1]];
    let c0 = coefficients[0];
    let c1 = coefficients[1];
    if (timeloopBounds) return c0 * (x0 - 1) + c1 * (x1 - 1) + 1;
    if (x0 === 1) return x1;
    if (x1 === 1) return x0;
    if (c0 === 1 && c1 === 1) return x0 + x1 - 1;
    const divisor = gcd(c0, c1);
    c0 /= divisor;
    c1 /= divisor;
    return c0 === 1 && c1 === 1 ? x0 + x1 - 1 : distinctOfTwo(c0, x0, c1, x1);
  }
  const all = dimensions.map((d) => extents[base + d]);
  return timeloopBounds ? hull(coefficients, all) : exactDistinct(coefficients, all);
}
