import { type Problem, spatialAt } from '../../language/model/index.js';
import { divisors, primeFactors } from '../../language/model/integers.js';

/** The most sizes that a dimension may choose from; the smallest are kept. */
const MAX_CHOICES = 8;

/**
 * By dimension, the sizes that it may take with padding, ascending: its own, unless its `=` constraints do not divide it,
 * and the next multiples of those constraints and of what fills the fanouts that may unroll it. A fanout over several
 * dimensions is filled by their product, so for each of them any divisor of its mesh counts.
 */
export function paddedSizes(problem: Problem): number[][] {
  return problem.dimensions.map((dimension, d) => {
    const size = problem.sizes[d];
    const fixed = new Map<number, number>();
    for (const { level, dimension: constrained, operator, value } of problem.constraints) {
      if (constrained === dimension && operator === '=') fixed.set(level, value);
    }
    const unit = [...fixed.values()].reduce((product, value) => product * value, 1);
    let multiples = new Set([unit]);
    for (const l of problem.spatials) {
      const { mesh, dimensions } = spatialAt(problem, l);
      if (fixed.has(l) || !dimensions.includes(dimension)) continue;
      const fills = dimensions.length === 1 ? [mesh] : divisors(primeFactors(mesh));
      multiples = new Set([...multiples].flatMap((multiple) => [multiple, ...fills.map((fill) => multiple * fill)]));
    }
    const choices = new Set([...multiples].map((multiple) => Math.ceil(size / multiple) * multiple));
    if (size % unit === 0) choices.add(size);
    return [...choices]
      .filter(Number.isSafeInteger)
      .sort((a, b) => a - b)
      .slice(0, MAX_CHOICES);
  });
}
