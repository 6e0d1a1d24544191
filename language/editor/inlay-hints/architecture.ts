import { impliedFills } from '../../evaluation/occupancy.js';
import type * as ast from '../../generated/ast.js';
import type { Lowering } from '../../lower/index.js';
import { type ModelOptions, structuralFlaw } from '../../model/index.js';
import { fillAfter, type Hint } from './hint.js';

const BY_CONSTRAINTS = { sign: '⟵ ≥', about: 'By the constraints alone: ' };

/**
 * What the constraints of an architecture alone already take of its levels, whatever the workload: after `size` of
 * memories, after `factors` of spatial levels.
 */
export function impliedHints(node: ast.Architecture, lowering: Lowering, options: ModelOptions): Hint[] {
  const { value: architecture, sound } = lowering.architecture(node);
  if (!architecture || !sound || structuralFlaw(architecture)) return [];
  const fills = impliedFills(architecture, options);
  return architecture.levels.flatMap((level, l) => {
    const fill = fills.get(level.name);
    const keyword = level.type === 'memory' ? 'size' : 'factors';
    const place = node.levels[l]!.properties.find((property) => property.keyword === keyword);
    return fill ? fillAfter('implied', place, fill, BY_CONSTRAINTS) : [];
  });
}
