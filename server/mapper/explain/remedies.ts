import { count } from '../../../language/figures.js';
import { type EffectiveConstraint, memoryAt, type Problem, prepare, sizesOf } from '../../../language/model/index.js';
import { divisors, primeFactors } from '../../../language/model/integers.js';
import { findLegal, type SizeChoices } from '../feasibility.js';
import { keeping } from '../keeping.js';
import { limitsOf } from '../limits.js';
import { paddedSizes } from '../padding.js';
import type { Offer, Remedy } from '../request.js';
import { excluded, MAX_TRIALS, needed } from './exclusion.js';
import { list, remedy } from './reason.js';
import { type Fact, unrolls } from './restrictions.js';

/** Values of a constraint that are tried as remedies. */
const MAX_CANDIDATES = 64;

/** For each culprit, the least change to it alone that opens the space. */
export function remedies(problem: Problem, sizes: SizeChoices, culprits: readonly Fact[]): Remedy[] {
  return culprits.flatMap((fact): Remedy[] => {
    const { kind, level, dimension, value } = fact.culprit;
    if (kind === 'capacity') {
      const words = needed(problem, sizes, fact, []);
      if (words === null) return [];
      const { buffering } = memoryAt(
        problem,
        problem.levels.findIndex(({ name }) => name === level),
      );
      return [remedy(`${level} would need ${count(words * buffering)} words.`)];
    }
    if (kind === 'mesh') {
      const instances = needed(problem, sizes, fact, []);
      return instances === null ? [] : [remedy(`${level} would need ${count(instances)} instances.`)];
    }
    if (kind === 'dimension') return [remedy(`${level} would have to unroll ${dimension}.`)];
    if (kind !== 'factor') return [];
    const constraint = problem.constraints.find(
      (other) => problem.levels[other.level].name === level && other.dimension === dimension,
    )!;
    const changed = nearest(problem, sizes, constraint);
    if (changed === 1 && constraint.operator === '>=') return [remedy(`${level} could do without ${fact.short}.`)];
    if (changed === null) return [];
    const text = `${level} could have ${dimension} ${constraint.operator} ${count(changed)} instead of ${count(value!)}.`;
    return [remedy(text, factorOffer(constraint, changed))];
  });
}

/** The padding that would make a mapping possible, if any does. */
export function paddingRemedy(problem: Problem): Remedy[] {
  const found = findLegal(problem, limitsOf(problem), paddedSizes(problem), MAX_TRIALS);
  if (found.kind !== 'legal') return [];
  const grown = sizesOf(problem, found.tiling).flatMap((size, d) =>
    size === problem.sizes[d] ? [] : [`${problem.dimensions[d]} becomes ${count(size)}`],
  );
  return grown.length === 0 ? [] : [remedy(`With padding, ${list(grown)}.`, [{ kind: 'pad' }])];
}

/** The nearest value of a constraint that opens the space: a divisor of its dimension's size. Null if there is none. */
function nearest(problem: Problem, sizes: SizeChoices, constraint: EffectiveConstraint): number | null {
  const { dimension, operator, value } = constraint;
  const d = problem.dimensions.indexOf(dimension);
  const candidates = divisors(primeFactors(problem.sizes[d]))
    .filter((n) => (operator === '<=' ? n > value : operator === '>=' ? n < value : n !== value))
    .sort((a, b) => Math.abs(Math.log(a / value)) - Math.abs(Math.log(b / value)));
  return candidates.slice(0, MAX_CANDIDATES).find((n) => opens(problem, sizes, constraint, n)) ?? null;
}

/** Whether another value of a constraint opens the space: what it leaves to others is reduced to fit again. */
export function opens(
  problem: Problem,
  sizes: SizeChoices,
  { level, dimension }: EffectiveConstraint,
  value: number,
): boolean {
  const d = problem.dimensions.indexOf(dimension);
  if (value > 1 && !unrolls(problem, level, d)) return false;
  const { architecture, workload, options, bypass } = problem;
  const levels = architecture.levels.map((own, l) =>
    l === level
      ? {
          ...own,
          factors: own.factors.map((factor) => (factor.dimension === dimension ? { ...factor, value } : factor)),
        }
      : own,
  );
  const changed = keeping(prepare({ ...architecture, levels }, workload, options), bypass);
  return !excluded(changed, sizes, []);
}

/** To give a constraint another value, where it is known where it stands. */
export const factorOffer = ({ written: { source } }: EffectiveConstraint, value: number): Offer[] =>
  source ? [{ kind: 'factor', value, source }] : [];
