import type * as ast from '../../generated/ast.js';
import type { Lowering } from '../../lower/index.js';
import type { Architecture, Workload } from '../../lowered/index.js';
import { emptyTiling, type ModelOptions, prepare, structuralFlaw } from '../../model/index.js';
import { forced } from '../validation/forced.js';
import { type Fill, Fills } from './fills.js';
import { behind, type Hint } from './hint.js';

/**
 * What the constraints of an architecture alone already take of its levels, whatever the workload: behind `size` of
 * memories, behind `factors` of spatial levels.
 */
export function impliedHints(node: ast.Architecture, lowering: Lowering, options: ModelOptions): Hint[] {
  const { value: architecture, sound } = lowering.architecture(node);
  if (!architecture || !sound || structuralFlaw(architecture)) return [];
  const fills = impliedFills(architecture, options);
  return architecture.levels.flatMap((level, l) => {
    const fill = fills.get(level.name);
    const keyword = level.type === 'memory' ? 'size' : 'factors';
    const place = node.levels[l].properties.find((property) => property.keyword === keyword);
    return fill ? behind(place, `≥ ${fill.label}`, `By the constraints alone: ${fill.tooltip}`) : [];
  });
}

/** What the constraints alone take of each level, by its name. Levels of which they take nothing are left out. */
export function impliedFills(architecture: Architecture, options: ModelOptions): ReadonlyMap<string, Fill> {
  const [coupling] = architecture.couplings;
  const ones = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 1]));
  // The smallest workload for which the constraints hold as they are written, with the strides that take the least.
  const least = forced(architecture.levels).iterations;
  const workload: Workload = {
    name: '',
    coupling,
    sizes: { ...ones(coupling.dimensions), ...Object.fromEntries(least) },
    strides: ones(coupling.strides),
  };
  const problem = prepare(architecture, workload, options);
  const tiling = emptyTiling(problem);
  architecture.levels.forEach((level, l) => {
    for (const [dimension, iterations] of forced([level]).iterations) {
      tiling.factors[l * problem.dimensions.length + problem.dimensions.indexOf(dimension)] = iterations;
    }
  });
  const fills = new Fills(problem, tiling);
  const taken = architecture.levels.filter((level, l) => {
    const causes = level.type === 'memory' ? architecture.levels.slice(l) : [level];
    return forced(causes).iterations.size > 0 && (level.type !== 'memory' || level.size !== null);
  });
  return new Map(taken.map(({ name }) => [name, fills.of(name)!]));
}
