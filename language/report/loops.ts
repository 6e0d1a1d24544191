import { number } from '../figures.js';

/** `Buffer bypass W`: a level, with the operands that the mapping does not keep there. */
export function levelText({
  level,
  bypass = [],
}: {
  readonly level: string;
  readonly bypass?: readonly string[];
}): string {
  return bypass.length === 0 ? level : `${level} bypass ${bypass.join(', ')}`;
}

/**
 * `K 2 · N 256`
 *
 * @param text how numbers are written
 */
export function loopsText(loops: readonly (readonly [dimension: string, iterations: number])[], text = number): string {
  return loops.map(([dimension, iterations]) => `${dimension} ${text(iterations)}`).join(' · ');
}
