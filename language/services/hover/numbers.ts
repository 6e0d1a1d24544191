const INTEGER = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const DECIMAL = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 });

/** Integers in full up to 2^53, with thousands separators; other numbers to four significant digits. */
export function number(value: number): string {
  if (Number.isSafeInteger(value)) return INTEGER.format(value);
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'unknown' : value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e9) return DECIMAL.format(value);
  const [mantissa, exponent] = value.toExponential(3).split('e');
  return `${Number(mantissa)}e${Number(exponent)}`;
}

/** A share to three significant digits. A part never rounds to 0 % or to 100 %. */
export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.001) return '< 0.001 %';
  const rounded = Number(value.toPrecision(3));
  return `${number(value < 100 && rounded >= 100 ? 99.9 : rounded)} %`;
}

/** µJ, from pJ. */
export const microjoules = (pJ: number): string => `${number(pJ * 1e-6)} µJ`;

const BINARY_UNITS: readonly [unit: string, bytes: number][] = [
  ['GiB', 2 ** 30],
  ['MiB', 2 ** 20],
  ['KiB', 2 ** 10],
  ['B', 1],
];

/** What words take as bytes, in the largest binary unit that is at most that much. */
export function bytes(words: number, valueBits: number): string {
  const size = (words * valueBits) / 8;
  const [unit, one] = BINARY_UNITS.find(([, bytes]) => size >= bytes) ?? ['B', 1];
  return `${number(size / one)} ${unit}`;
}

/** `one level`, `12 levels`. */
export function plural(n: number, noun: string): string {
  return `${number(n)} ${noun}${n === 1 ? '' : 's'}`;
}
