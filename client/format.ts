/** How many significant digits numbers that are no integers get. */
const DIGITS = 6;

const INTEGER = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const DECIMAL = new Intl.NumberFormat('en-US', { maximumSignificantDigits: DIGITS });

/** Integers in full up to 2^53, with thousands separators; other numbers to six significant digits, without line breaks. */
export function number(value: number): string {
  if (Number.isSafeInteger(value)) return INTEGER.format(value);
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return value > 0 ? '∞' : Number.isNaN(value) ? 'unknown' : '−∞';
  return size >= 1e-3 && size < 1e9 ? DECIMAL.format(value) : scientific(value);
}

function scientific(value: number): string {
  const [mantissa, exponent] = value.toExponential(DIGITS - 1).split('e');
  return `${Number(mantissa)} × 10${superscript(Number(exponent))}`;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function superscript(exponent: number): string {
  return (
    (exponent < 0 ? '⁻' : '') + [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPTS[Number(digit)]).join('')
  );
}

const BINARY: readonly [unit: string, value: number][] = [
  ['Gi', 2 ** 30],
  ['Mi', 2 ** 20],
  ['Ki', 2 ** 10],
];

/** Words as they are written in `.ffarch`: `96 Ki` where that is exact, else in full. */
export function words(value: number): string {
  const [unit, size] = BINARY.find(([, size]) => value >= size && value % size === 0) ?? ['', 1];
  return unit === '' ? number(value) : `${number(value / size)} ${unit}`;
}

/** A share as a percentage to three significant digits; a part never rounds to 0 % or to 100 %. */
export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.001) return '< 0.001 %';
  const rounded = Number(value.toPrecision(3));
  return `${number(value < 100 && rounded >= 100 ? 99.9 : rounded)} %`;
}

/** J·cycle, from pJ·cycle. */
export const edp = (pJ_cycles: number) => number(pJ_cycles * 1e-12);

/** µJ, from pJ. */
export const microjoules = (pJ: number) => number(pJ * 1e-6);

/** Seconds as a person reads them: `80 ms`, `2.4 s`, `3 min 20 s`. */
export function duration(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
