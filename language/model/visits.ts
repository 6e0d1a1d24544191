import type { Loops } from './loops.js';

/** How the positions of a loop count in {@link visits} (model.md section 4, "Visits"). */
export const SUM = 0;
export const ONCE = 1;
export const LATER = 2;
export const SECOND = 3;

/**
 * Over the positions of the loops of dimension `d` from loop `from` outwards that count, how many blocks work; with `words`, how
 * many indices they have. A block is what the loops further in iterate over.
 *
 * @param ways how each loop counts.
 * @param extent the nominal extent of a block.
 */
export function visits(
  loops: Loops,
  d: number,
  from: number,
  ways: Uint8Array,
  extent: number,
  words: boolean,
): number {
  const unit = words ? 1 : extent;
  // Of the positions further in, while all of them work.
  let full = words ? extent : 1;
  for (let i = from; i < loops.end; i++) {
    if (loops.dimension[i] !== d) continue;
    if (ways[i] === SUM) full *= loops.iterations[i];
    else if (ways[i] === LATER) full *= loops.iterations[i] - 1;
  }
  let left = words ? loops.sizes[d] : Math.ceil(loops.sizes[d] / extent);
  let count = 0;
  for (let i = loops.end - 1; i >= from; i--) {
    if (loops.dimension[i] !== d) continue;
    const inner = loops.stride[i] / unit;
    if (ways[i] === SUM) {
      full /= loops.iterations[i];
      const complete = Math.floor(left / inner);
      count += complete * full;
      left -= complete * inner;
    } else if (ways[i] === LATER) {
      full /= loops.iterations[i] - 1;
      const complete = Math.floor(left / inner);
      if (complete === 0) return count;
      count += (complete - 1) * full;
      left -= complete * inner;
    } else {
      if (ways[i] === SECOND) left -= inner;
      if (left >= inner) return count + full;
    }
    if (left <= 0) return count;
  }
  return count + (words ? left : 1);
}
