import { count, inUnit } from '../../../language/figures.js';
import { type EffectiveConstraint, memoryAt, type Problem, prepare } from '../../../language/model/index.js';
import { divisors, primeFactors } from '../../../language/model/integers.js';
import type { LoopSpace } from '../feasibility.js';
import { keeping } from '../keeping.js';
import { limitsOf } from '../limits.js';
import type { Offer, Remedy } from '../request.js';
import { excluded, needed } from './exclusion.js';
import { list, remedy } from './reason.js';
import { constraintOf, type Fact, unrolls } from './restrictions.js';

/** Values of a constraint that are tried as remedies. */
const MAX_CANDIDATES = 64;

/** For each culprit, the least change to it alone that opens the space. */
export function remedies(problem: Problem, space: LoopSpace, culprits: readonly Fact[]): Remedy[] {
  return culprits.flatMap((fact): Remedy[] => {
    const { kind, level, dimension, value } = fact.culprit;
    if (kind === 'capacity') {
      const l = problem.levels.findIndex(({ name }) => name === level);
      const amount = needed(problem, space, fact, []);
      const { buffering, bits } = memoryAt(problem, l);
      const unit = bits === null ? 'words' : 'bits';
      return [
        ...(amount === null ? [] : [remedy(`${level} would need ${inUnit(count(amount * buffering), unit)}.`)]),
        ...bypassRemedy(problem, space, l),
      ];
    }
    if (kind === 'mesh') {
      const instances = needed(problem, space, fact, []);
      return instances === null ? [] : [remedy(`${level} would need ${inUnit(count(instances), 'instances')}.`)];
    }
    if (kind === 'use') {
      const instances = usable(problem, space, fact);
      return instances === null
        ? []
        : [remedy(`${level} could be used from ${inUnit(count(instances), 'instances')} on.`)];
    }
    if (kind === 'dimension') return [remedy(`${level} would have to unroll ${dimension}.`)];
    if (kind !== 'factor') return [];
    const constraint = constraintOf(problem, fact.culprit);
    if (constraint === undefined) return [];
    const changed = nearest(problem, space, constraint);
    if (changed === 1 && constraint.operator === '>=') return [remedy(`${level} could do without ${fact.short}.`)];
    if (changed === null) return [];
    const text = `${level} could have ${dimension} ${constraint.operator} ${count(changed)} instead of ${count(value!)}.`;
    return [remedy(text, factorOffer(constraint, changed))];
  });
}

/** The operands of which a memory could leave one to the mapping; where one is not enough, several together. */
function bypassRemedy(problem: Problem, space: LoopSpace, l: number): Remedy[] {
  // The outermost memory keeps what it keeps.
  if (l === 0) return [];
  const kept = problem.operands.flatMap(({ stores }, o) => (stores.includes(l) && stores.length > 1 ? [o] : []));
  const leaves = (operands: readonly number[]): boolean => {
    const bypass = problem.bypass.slice();
    for (const o of operands) bypass[l] |= 1 << o;
    return !excluded(keeping(problem, bypass), space, []);
  };
  const names = (operands: readonly number[]): string[] => operands.map((o) => problem.operands[o].name);
  const single = names(kept.filter((o) => leaves([o])));
  const level = problem.levels[l].name;
  if (single.length > 0) return [remedy(`A mapping is possible if ${level} may bypass ${single.join(' or ')}.`)];
  if (!leaves(kept)) return [];
  const several = kept.reduce((left, o) => {
    const others = left.filter((one) => one !== o);
    return leaves(others) ? others : left;
  }, kept);
  return [remedy(`A mapping is possible if ${level} may bypass ${list(names(several))}.`)];
}

/** The most instances that a fanout could be asked to use; null where that does not open the space. */
function usable(problem: Problem, space: LoopSpace, { culprit }: Fact): number | null {
  const l = problem.levels.findIndex(({ name }) => name === culprit.level);
  const opens = (value: number): boolean =>
    !excluded(problem, space, [], ({ leastUsed }) => {
      leastUsed[l] = value;
    });
  let [low, high] = [1, culprit.value!];
  if (!opens(low)) return null;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (opens(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** The nearest value of a constraint that opens the space: where loops must divide, a divisor of its dimension's size. Null if there is none. */
function nearest(problem: Problem, space: LoopSpace, constraint: EffectiveConstraint): number | null {
  const { dimension, operator, value } = constraint;
  const d = problem.dimensions.indexOf(dimension);
  const cut = space.ragged && problem.levels[constraint.level].type !== 'memory';
  const most = Math.min(problem.sizes[d], limitsOf(problem).mesh[constraint.level]);
  const candidates = (cut ? Array.from({ length: most }, (_, i) => i + 1) : divisors(primeFactors(problem.sizes[d])))
    .filter((n) => (operator === '<=' ? n > value : operator === '>=' ? n < value : n !== value))
    .sort((a, b) => Math.abs(Math.log(a / value)) - Math.abs(Math.log(b / value)));
  return candidates.slice(0, MAX_CANDIDATES).find((n) => opens(problem, space, constraint, n)) ?? null;
}

/** Whether another value of a constraint opens the space: what it leaves to others is reduced to fit again. */
export function opens(
  problem: Problem,
  space: LoopSpace,
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
  return !excluded(changed, space, []);
}

/** To give a constraint another value, where it is known where it stands. */
export const factorOffer = ({ written: { source } }: EffectiveConstraint, value: number): Offer[] =>
  source ? [{ kind: 'factor', value, source }] : [];
