import { textWidth } from './text.js';

/**
 * Values to write at a logarithmic axis: powers of ten; where there are fewer than three, also their doubles and fives; where
 * there are fewer than two of these, the ends.
 */
export function logTicks(from: number, to: number): number[] {
  const powers = multiplesBetween(from, to, [1]);
  const step = Math.ceil(powers.length / 8);
  if (powers.length >= 3) return powers.filter((_, i) => i % step === 0);
  const finer = multiplesBetween(from, to, [1, 2, 5]);
  return finer.length >= 2 ? finer : from === to ? [from] : [from, to];
}

function multiplesBetween(from: number, to: number, multiples: readonly number[]): number[] {
  const found: number[] = [];
  for (let power = Math.floor(Math.log10(from)); 10 ** power <= to; power++) {
    // 10 to a negative power is not an exact decimal; its text is.
    for (const multiple of multiples) found.push(Number(`${multiple}e${power}`));
  }
  return found.filter((value) => value >= from && value <= to);
}

/** Those ticks along an axis, at places in pixels, whose texts do not run into the one before. */
export function spaced<T extends { readonly text: string; readonly place: number }>(ticks: readonly T[]): T[] {
  let free = Number.NEGATIVE_INFINITY;
  return ticks.filter(({ text, place }) => {
    const half = textWidth(text) / 2;
    if (place - half < free) return false;
    free = place + half + 6;
    return true;
  });
}
