import type { EffectiveConstraint, Problem } from '../../../language/model/index.js';
import type { Culprit, Infeasible } from '../request.js';
import { excluded, irreducible } from './exclusion.js';
import { indivisible } from './indivisible.js';
import { reason } from './reason.js';
import { paddingRemedy, remedies } from './remedies.js';
import { type Fact, factsOf } from './restrictions.js';
import { sentence } from './sentence.js';

/**
 * Why a problem has no legal mapping: a set of facts from which none can be left out, so they alone rule every mapping
 * out, and the least change to any one of them that would open the space.
 *
 * @param sizes as in the search space; the problem must be known to have no legal tiling with them.
 */
export function explain(problem: Problem, sizes: readonly (readonly number[])[]): Infeasible {
  const padding = sizes.some((choices, d) => choices.length !== 1 || choices[0] !== problem.sizes[d]);
  const facts = factsOf(problem);
  // What does not divide what is left for it need not be the reason: other loops may go outside it.
  const alone = ({ dimension, level }: EffectiveConstraint): boolean =>
    excluded(
      problem,
      sizes,
      facts.filter(({ culprit }) => {
        const outside = problem.levels.findIndex(({ name }) => name === culprit.level) <= level;
        return culprit.dimension !== dimension || (culprit.kind !== 'size' && !(culprit.kind === 'factor' && outside));
      }),
    );
  const broken = padding ? undefined : problem.constraints.find((one) => one.indivisible !== null && alone(one));
  if (broken !== undefined) return indivisible(problem, sizes, broken);

  // Sizes are left out first where that is possible: what constraints alone rule out, no workload can change.
  const order = (rank: Culprit['kind'][]): Fact[] =>
    [...facts].sort((a, b) => rank.indexOf(a.culprit.kind) - rank.indexOf(b.culprit.kind));
  const candidates = [
    irreducible(problem, sizes, order(['size', 'factor', 'dimension', 'mesh', 'capacity'])),
    irreducible(problem, sizes, order(['capacity', 'mesh', 'dimension', 'size', 'factor'])),
  ].sort((a, b) => a.length - b.length);
  const culprits = facts.filter((fact) => candidates[0].includes(fact));
  const others = facts.filter((fact) => !culprits.includes(fact));
  return reason(
    `${sentence(problem, sizes, culprits, others)}.`,
    culprits.map(({ culprit }) => culprit),
    [...remedies(problem, sizes, culprits), ...(padding ? [] : paddingRemedy(problem))],
  );
}
