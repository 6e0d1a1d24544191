import type { EffectiveConstraint, Problem } from '../../../language/model/index.js';
import type { LoopSpace } from '../feasibility.js';
import type { Culprit, Infeasible } from '../request.js';
import { excluded, irreducible } from './exclusion.js';
import { indivisible } from './indivisible.js';
import { reason } from './reason.js';
import { remedies } from './remedies.js';
import { type Fact, factsOf } from './restrictions.js';
import { sentence } from './sentence.js';
import { wider } from './wider.js';

/**
 * Why a problem has no legal mapping: a set of facts from which none can be left out, so they alone rule every mapping
 * out, and the least change to any one of them that would open the space.
 *
 * @param space that was searched; the problem must be known to have no legal tiling in it.
 */
export function explain(problem: Problem, space: LoopSpace): Infeasible {
  const padding = space.sizes.some((choices, d) => choices?.length !== 1 || choices[0] !== problem.sizes[d]);
  const facts = factsOf(problem);
  // What does not divide what is left for it need not be the reason: other loops may go outside it.
  const alone = ({ dimension, level }: EffectiveConstraint): boolean =>
    excluded(
      problem,
      space,
      facts.filter(({ culprit }) => {
        const outside = problem.levels.findIndex(({ name }) => name === culprit.level) <= level;
        return culprit.dimension !== dimension || (culprit.kind !== 'size' && !(culprit.kind === 'factor' && outside));
      }),
    );
  // What ragged loops outside leave is not a quotient, so there is nothing to name that a constraint would have to divide.
  const divides = padding || space.ragged;
  const broken = divides ? undefined : problem.constraints.find((one) => one.indivisible !== null && alone(one));
  if (broken !== undefined) return indivisible(problem, space, broken);

  // Sizes are left out first where that is possible: what constraints alone rule out, no workload can change.
  const order = (rank: Culprit['kind'][]): Fact[] =>
    [...facts].sort((a, b) => rank.indexOf(a.culprit.kind) - rank.indexOf(b.culprit.kind));
  const candidates = [
    irreducible(problem, space, order(['size', 'factor', 'dimension', 'mesh', 'use', 'capacity'])),
    irreducible(problem, space, order(['capacity', 'mesh', 'use', 'dimension', 'size', 'factor'])),
  ].sort((a, b) => a.length - b.length);
  const culprits = facts.filter((fact) => candidates[0].includes(fact));
  const others = facts.filter((fact) => !culprits.includes(fact));
  return reason(
    `${sentence(problem, space, culprits, others)}.`,
    culprits.map(({ culprit }) => culprit),
    [...remedies(problem, space, culprits), ...(padding ? [] : wider(problem, space))],
  );
}
