import type { Dimension } from '../graph.js';

/** What stands for names of sizes, as `--dim` gives them. */
export type Sizes = ReadonlyMap<string, number>;

/** The value of a size; null where the model says nothing, or a name in it has none. */
export function sizeOf(dimension: Dimension, sizes: Sizes): number | null {
  if (typeof dimension !== 'string') return dimension;
  const given = sizes.get(dimension);
  if (given !== undefined) return given;
  const value = sum(dimension)
    .map((factors) => factors.map((factor) => factorOf(factor, sizes)).reduce((a, b) => a * b, 1))
    .reduce((a, b) => a + b, 0);
  return Number.isFinite(value) ? value : null;
}

/** The names in a size that have no value yet. */
export function openNames(dimension: Dimension, sizes: Sizes): string[] {
  if (typeof dimension !== 'string' || sizeOf(dimension, sizes) !== null) return [];
  const factors = sum(dimension).flat();
  const named = factors.every((factor) => /^-?\d+$|^[A-Za-z_][\w.]*$/.test(factor));
  return named ? factors.filter((factor) => Number.isNaN(factorOf(factor, sizes))) : [dimension];
}

const factorOf = (factor: string, sizes: Sizes): number =>
  /^-?\d+$/.test(factor) ? Number(factor) : (sizes.get(factor) ?? Number.NaN);

/** Exporters write sizes that follow from others as sums of products: `past + sequence`, `2*s0`, `s1 - 1`. */
const sum = (text: string): string[][] =>
  text
    .replace(/\s+-\s+/g, '+-1*')
    .split('+')
    .map((term) => term.split('*').map((factor) => factor.trim()));
