import { count } from '../../../language/figures.js';
import type { Problem } from '../../../language/model/index.js';
import type { LoopSpace } from '../feasibility.js';
import type { Culprit } from '../request.js';
import { needed } from './exclusion.js';
import { list } from './reason.js';
import { constraintOf, type Fact } from './restrictions.js';

/** @param others all facts that are not culprits, so the numbers in the sentence follow from the culprits alone. */
export function sentence(
  problem: Problem,
  space: LoopSpace,
  culprits: readonly Fact[],
  others: readonly Fact[],
): string {
  const of = (kind: Culprit['kind']): Fact[] => culprits.filter(({ culprit }) => culprit.kind === kind);
  const factors = of('factor');
  const workload = list(of('size').map(({ short }) => short));
  const placed = list(factors.map(({ short, culprit }) => `${short} on ${culprit.level}`));
  const [notUnrolled] = of('dimension');
  if (notUnrolled !== undefined)
    return `${notUnrolled.short}, but is constrained to ${list(factors.map(({ short }) => short))}`;
  const [limit, ...further] = [...of('capacity'), ...of('mesh'), ...of('use')];
  if (limit === undefined) {
    const constraints = `The constraint${factors.length > 1 ? 's' : ''} ${placed}`;
    const [only, ...more] = factors.map(({ culprit }) => constraintOf(problem, culprit));
    if (only?.operator === '=' && more.length === 0 && workload !== '')
      return `${constraints} does not divide ${workload}`;
    return workload === '' ? `${constraints} allow no iterations` : `${constraints} cannot multiply up to ${workload}`;
  }
  const parts: string[] = [];
  if (factors.length > 0) {
    const alone = workload === '' ? ' alone' : '';
    const levels = [...new Set(factors.map(({ culprit }) => culprit.level!))];
    const written = list(factors.map(({ short }) => short));
    const own = levels.length === 1 && levels[0] === limit.culprit.level;
    const constraints = `constraint${factors.length > 1 ? 's' : ''}`;
    parts.push(own ? `its ${constraints} ${written}${alone}` : `the ${constraints} ${placed}${alone}`);
  }
  if (workload !== '') parts.push(workload);
  if (limit.culprit.kind === 'use') {
    const verb = factors.length + of('size').length > 1 ? 'allow' : 'allows';
    return parts.length === 0 ? `${limit.short}; no mapping does` : `${limit.short}; ${list(parts)} ${verb} fewer`;
  }
  const amount = needed(problem, space, limit, others);
  const capacity = limit.culprit.kind === 'capacity';
  const more = amount === null ? 'more' : capacity ? `a tile of ${count(amount)}` : count(amount);
  if (parts.length === 0) return `${limit.short}; every mapping needs ${more}`;
  const verb = factors.length + of('size').length > 1 ? 'force' : 'forces';
  const where = further.length === 0 ? '' : `, as ${list(further.map(({ short }) => short))}`;
  return `${limit.short}; ${list(parts)} ${verb} ${more}${where}`;
}
