import { mappingFills } from '../../evaluation/occupancy.js';
import type * as ast from '../../generated/ast.js';
import type { Lowering } from '../../lower/index.js';
import type { ModelOptions } from '../../model/index.js';
import { fillAfter, type Hint } from './hint.js';

/** How full each level of a mapping is: `⟵ 96 Ki / 128 Ki words · 75 %`, `⟵ 64 / 168`. */
export function mappingHints(node: ast.Mapping, lowering: Lowering, options: ModelOptions): Hint[] {
  const fills = mappingFills(node, lowering, options);
  return node.levels.flatMap((entry) => {
    return fillAfter('fills', entry, fills?.of(entry.level?.ref?.name ?? ''));
  });
}
