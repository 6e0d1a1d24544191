import { evaluateExpression } from '../expression.js';

/** What the names in an expression stand for. */
export type Values = ReadonlyMap<string, number>;

/**
 * The number of an expression as AccelForge writes them: `1024*1024*128*8`, `8 * 614e9`, `inf`, and
 * `weight.bits_per_value if weight else 0`; 1 and 0 for what holds and does not. Undefined where there is none.
 */
export function numberOf(text: string, values: Values = new Map()): number | undefined {
  const value = evaluateExpression(text, (name) => (name === 'inf' ? Number.POSITIVE_INFINITY : values.get(name)));
  const number = typeof value === 'boolean' ? Number(value) : value;
  return typeof number === 'number' && !Number.isNaN(number) ? number : undefined;
}
