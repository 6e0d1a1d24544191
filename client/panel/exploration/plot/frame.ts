/** The size of all plots in units of their view box. */
export const WIDTH = 640;
export const HEIGHT = 210;

/** Where the marks of a plot are drawn; axes and labels are around it. */
export const INNER = { left: 52, right: WIDTH - 26, top: 32, bottom: HEIGHT - 40 };

/** From a value to a place along an axis. */
export type Scale = (value: number) => number;

/** A logarithmic scale; an axis of one value has it at its start. */
export function logScale(from: number, to: number, start: number, end: number): Scale {
  const span = Math.log(to / from);
  return (value) => place(span === 0 ? start : start + ((end - start) * Math.log(value / from)) / span);
}

/** From 0 to `to`, onto pixels. */
export function linearScale(to: number, start: number, end: number): Scale {
  return (value) => place(start + ((end - start) * value) / to);
}

/** A place to a hundredth, so the markup stays small. */
export const place = (value: number): number => Math.round(value * 100) / 100;

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
