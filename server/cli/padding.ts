import type { EvaluationReport } from '../../language/model/index.js';

/** The dimensions whose loops multiply up to more than their sizes. */
export function grownSizes(
  { mapping }: Pick<EvaluationReport, 'mapping'>,
  sizes: Readonly<Record<string, number>>,
): { dimension: string; from: number; to: number }[] {
  return Object.entries(sizes).flatMap(([dimension, from]) => {
    const loops = mapping.flatMap((level) => level.loops).filter(([name]) => name === dimension);
    const to = loops.reduce((product, [, iterations]) => product * iterations, 1);
    return to > from ? [{ dimension, from, to }] : [];
  });
}
