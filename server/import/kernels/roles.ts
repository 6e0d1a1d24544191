import type { Spelling } from './spelling.js';

/** The dimensions of a kernel by what they do: make features, make pixels or rows, are summed up, are in all operands. */
export interface Roles {
  readonly features: readonly string[];
  readonly rows: readonly string[];
  readonly reduced: readonly string[];
  readonly shared: readonly string[];
}

/** What the dimensions of a kernel do. */
export function rolesOf({ sizes, indices }: Pick<Spelling, 'sizes' | 'indices'>): Roles {
  const where = (out: boolean, weights: boolean) =>
    sizes
      .map(([dimension]) => dimension)
      .filter((dimension) => indices.Out.includes(dimension) === out && indices.W.includes(dimension) === weights);
  const both = where(true, true);
  return {
    features: both.filter((dimension) => !indices.In.includes(dimension)),
    shared: both.filter((dimension) => indices.In.includes(dimension)),
    rows: where(true, false),
    reduced: where(false, true),
  };
}

/** Words of an operand that a tile holds, windows as far as they reach. */
export function operandWords(
  { strides, indices }: Pick<Spelling, 'strides' | 'indices'>,
  operand: 'Out' | 'W' | 'In',
  tile: ReadonlyMap<string, number>,
): number {
  const size = (dimension: string) => tile.get(dimension) ?? 1;
  const step = (name: string) => strides.find(([stride]) => stride === name)?.[1] ?? 1;
  const named = new Set(indices[operand]);
  let words = 1;
  for (const [pixel, tap] of WINDOWS)
    if (named.has(pixel) && named.has(tap)) {
      words *= (size(pixel) - 1) * step(`${pixel}stride`) + (size(tap) - 1) * step(`${tap}dilation`) + 1;
      named.delete(pixel);
      named.delete(tap);
    }
  for (const dimension of named) words *= size(dimension);
  return words;
}

/** The pixels and taps of moving windows. */
const WINDOWS = [
  ['D', 'T'],
  ['P', 'R'],
  ['Q', 'S'],
] as const;
