import { architectureFor } from '../../domain/index.js';
import { type Fill, impliedFills } from '../../evaluation/occupancy.js';
import type * as ast from '../../generated/ast.js';
import { type ModelOptions, structuralFlaw } from '../../model/index.js';
import type { FfarchServices } from '../../module.js';
import { couplingAtHand, type Reading, readings } from '../readings.js';
import { fillAfter, type Hint } from './hint.js';

/**
 * What the constraints of an architecture alone already take of its levels, whatever the workload: after `size` of
 * memories, after `factors` of spatial levels. In the coupling of the workload at hand, or else in each.
 */
export function impliedHints(node: ast.Architecture, services: FfarchServices, options: ModelOptions): Hint[] {
  const { value: architecture, sound } = services.lowering.LoweringProvider.lowering.architecture(node);
  if (!architecture || !sound || structuralFlaw(architecture)) return [];
  const atHand = couplingAtHand(node, architecture, services);
  const read = atHand ? architectureFor(architecture, atHand) : architecture;
  return read.levels.flatMap(({ name, type }, l) => {
    const keyword = type === 'memory' ? 'size' : 'factors';
    const place = node.levels[l]!.properties.find((property) => property.keyword === keyword);
    if (!place) return [];
    const fills = readings(
      read,
      (view) => impliedFills(view, options).get(name),
      (fill) => fill?.label,
    );
    return fillAfter('implied', place, together(fills), BY_CONSTRAINTS);
  });
}

const BY_CONSTRAINTS = { sign: '⟵', about: 'By the constraints alone: ' };

/** How full a level is in each coupling, in one fill; undefined where it is taken in none. */
function together(fills: readonly Reading<Fill | undefined>[]): Fill | undefined {
  const taken = fills.flatMap(({ couplings, what }) => (what ? [{ ...what, couplings }] : []));
  const [first] = taken;
  if (!first) return undefined;
  if (fills.length === 1) return { ...first, label: `≥ ${first.label}` };
  return {
    label: taken.map(({ label, couplings }) => `≥ ${label} in ${some(couplings)}`).join(', '),
    tooltip: taken.map(({ tooltip, couplings }) => `In ${couplings.join(', ')}: ${tooltip}`).join(' '),
    overfull: taken.some(({ overfull }) => overfull),
  };
}

/** As many names as a line has room for: `conv + 3`. */
function some([first, ...others]: readonly string[]): string {
  return others.length === 0
    ? `${first}`
    : others.length === 1
      ? `${first}, ${others[0]}`
      : `${first} + ${others.length}`;
}
