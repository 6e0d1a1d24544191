import { count } from '../../../language/figures.js';
import type { EffectiveConstraint, Problem } from '../../../language/model/index.js';
import { divisors, primeFactors } from '../../../language/model/integers.js';
import type { LoopSpace } from '../feasibility.js';
import { limitsOf } from '../limits.js';
import type { Infeasible } from '../request.js';
import { list, reason, remedy } from './reason.js';
import { factorOffer, opens } from './remedies.js';
import { factorCulprit, sizeCulprit, written } from './restrictions.js';
import { wider } from './wider.js';

/** A constraint `=` that does not divide what the levels outside leave (model.md section 2). */
export function indivisible(problem: Problem, space: LoopSpace, broken: EffectiveConstraint): Infeasible {
  const { dimension, level, value } = broken;
  const left = broken.indivisible!;
  const d = problem.dimensions.indexOf(dimension);
  const outside = problem.constraints.filter(
    (other) => other.dimension === dimension && other.level < level && other.operator !== '<=' && other.value > 1,
  );
  const name = problem.levels[level].name;
  const leaves =
    outside.length === 0
      ? `${dimension}: ${count(problem.sizes[d])}`
      : `the ${count(left)} that ${list(outside.map((other) => `${written(other)} on ${problem.levels[other.level].name}`))} leave${outside.length === 1 ? 's' : ''} of ${dimension}: ${count(problem.sizes[d])}`;
  const message = `The constraint ${written(broken)} on ${name} does not divide ${leaves}.`;
  const all = divisors(primeFactors(left), limitsOf(problem).mesh[level]);
  const smaller = all.filter((n) => n < value).at(-1);
  const larger = all.find((n) => n > value);
  const nearest = [smaller, larger].filter((n) => n !== undefined);
  const named = nearest.map((n) => `${dimension} = ${count(n)}`).join(' or ');
  return reason(
    message,
    [...outside.map((other) => factorCulprit(problem, other)), factorCulprit(problem, broken), sizeCulprit(problem, d)],
    [
      remedy(
        `${name} could have ${named}, which divide${nearest.length === 1 ? 's' : ''} it.`,
        nearest.filter((n) => opens(problem, space, broken, n)).flatMap((n) => factorOffer(broken, n)),
      ),
      ...wider(problem, space),
    ],
  );
}
