import type { Problem } from '../../../../language/model/index.js';
import type { Limits } from '../../limits.js';
import { type Cost, isTimed } from '../cost.js';
import { Lattice } from '../lattice.js';
import type { Rules } from '../rules.js';
import { RaggedBounds } from './bounds.js';
import { RaggedFlows } from './flows.js';
import { raggedLayoutOf } from './layout.js';
import { RaggedSlots } from './slots.js';

/** The rules of loops whose spatial ones need not divide (model.md section 2). */
export function raggedRules(problem: Problem, limits: Limits, sizes: readonly number[], cost: Cost): Rules {
  const layout = raggedLayoutOf(problem, limits, sizes);
  const lattice = new Lattice(sizes, layout.most, layout.extentSlot);
  const flows = new RaggedFlows(problem, layout, sizes, isTimed(problem, cost));
  return {
    lattice,
    cost,
    width: layout.width,
    flows,
    bounds: new RaggedBounds(problem, layout, limits, lattice, cost),
    slots: new RaggedSlots(problem, layout, cost),
    operands: layout.operands,
    comparable: lattice.exact && flows.comparable,
  };
}
