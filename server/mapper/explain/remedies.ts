import { count } from '../../../language/figures.js';
import { type EffectiveConstraint, memoryAt, type Problem, sizesOf } from '../../../language/model/index.js';
import { divisors, primeFactors } from '../../../language/model/integers.js';
import { findLegal, type SizeChoices } from '../feasibility.js';
import { limitsOf } from '../limits.js';
import { paddedSizes } from '../padding.js';
import { excluded, MAX_TRIALS, needed } from './exclusion.js';
import { list } from './reason.js';
import { type Fact, unrolls } from './restrictions.js';

/** Values of a constraint that are tried as remedies. */
const MAX_CANDIDATES = 64;

/** For each culprit, the least change to it alone that opens the space. */
export function remedies(problem: Problem, sizes: SizeChoices, culprits: readonly Fact[]): string[] {
  return culprits.flatMap((fact): string[] => {
    const { kind, level, dimension, value } = fact.culprit;
    if (kind === 'capacity') {
      const words = needed(problem, sizes, fact, []);
      if (words === null) return [];
      const { buffering } = memoryAt(
        problem,
        problem.levels.findIndex(({ name }) => name === level),
      );
      return [`${level} would need ${count(words * buffering)} words.`];
    }
    if (kind === 'mesh') {
      const instances = needed(problem, sizes, fact, []);
      return instances === null ? [] : [`${level} would need ${count(instances)} instances.`];
    }
    if (kind === 'dimension') return [`${level} would have to unroll ${dimension}.`];
    if (kind !== 'factor') return [];
    const constraint = problem.constraints.find(
      (other) => problem.levels[other.level].name === level && other.dimension === dimension,
    )!;
    const changed = nearest(problem, sizes, constraint);
    if (changed === 1 && constraint.operator === '>=') return [`${level} could do without ${fact.short}.`];
    return changed === null
      ? []
      : [`${level} could have ${dimension} ${constraint.operator} ${count(changed)} instead of ${count(value!)}.`];
  });
}

/** The padding that would make a mapping possible, if any does. */
export function paddingRemedy(problem: Problem): string[] {
  const found = findLegal(problem, limitsOf(problem), paddedSizes(problem), MAX_TRIALS);
  if (found.kind !== 'legal') return [];
  const grown = sizesOf(problem, found.tiling).flatMap((size, d) =>
    size === problem.sizes[d] ? [] : [`${problem.dimensions[d]} becomes ${count(size)}`],
  );
  return grown.length === 0 ? [] : [`With padding, ${list(grown)}.`];
}

/** The nearest value of a constraint that opens the space: a divisor of its dimension's size. Null if there is none. */
function nearest(
  problem: Problem,
  sizes: SizeChoices,
  { level, dimension, operator, value }: EffectiveConstraint,
): number | null {
  const d = problem.dimensions.indexOf(dimension);
  const i = level * problem.dimensions.length + d;
  const candidates = divisors(primeFactors(problem.sizes[d]))
    .filter((n) => (operator === '<=' ? n > value : operator === '>=' ? n < value : n !== value))
    .sort((a, b) => Math.abs(Math.log(a / value)) - Math.abs(Math.log(b / value)));
  const opens = (n: number): boolean =>
    (n === 1 || unrolls(problem, level, d)) &&
    !excluded(problem, sizes, [], ({ lower, upper }) => {
      if (operator !== '<=') lower[i] = n;
      if (operator !== '>=') upper[i] = n;
    });
  return candidates.slice(0, MAX_CANDIDATES).find(opens) ?? null;
}
