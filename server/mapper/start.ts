import type { Mapping } from '../../language/domain/index.js';
import {
  mappingViolations,
  type Problem,
  sizesOf,
  type Tiling,
  tilingOf,
  violationsOf,
} from '../../language/model/index.js';
import type { SearchSpace } from './strategy.js';

/**
 * The tiling of a mapping that was found earlier; null where it is not in the space that is searched now: levels or dimensions
 * have other names, it has other sizes, or it breaks a rule.
 *
 * @param ragged whether spatial loops need not divide.
 */
export function startOf(
  problem: Problem,
  sizes: SearchSpace['sizes'],
  mapping: Mapping,
  ragged: boolean,
): Tiling | null {
  const tiling = tilingOf(problem, mapping);
  const own = ragged ? problem.sizes : sizesOf(problem, tiling);
  const allowed = own.every((size, d) => sizes[d].includes(size));
  const named = mappingViolations(problem, mapping).length === violationsOf(problem, tiling).length;
  return allowed && named && violationsOf(problem, tiling, own).length === 0 ? tiling : null;
}
