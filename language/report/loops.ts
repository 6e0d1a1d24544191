import { number } from '../figures.js';

/** `K 2 · N 256` */
export function loopsText(loops: readonly (readonly [dimension: string, iterations: number])[]): string {
  return loops.map(([dimension, iterations]) => `${dimension} ${number(iterations)}`).join(' · ');
}
