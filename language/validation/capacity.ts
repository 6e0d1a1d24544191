import { type Architecture, type Coupling, keptRoles, type Memory, type Operand } from '../domain/index.js';
import { type Forced, forced } from '../evaluation/forced.js';
import { constraintText } from '../figures.js';
import type * as ast from '../generated/ast.js';
import { reportByCoupling } from './by-coupling.js';
import type { Context } from './context.js';
import type { Related, Report } from './report.js';

/**
 * The tile that the constraints alone force on a memory fits in it. Constraints are reduced to small workloads, so the
 * finding names the smallest that they hold for as they are written.
 */
export function checkForcedCapacity(node: ast.Architecture, report: Report, { lowering }: Context): void {
  const { value } = lowering.architecture(node);
  if (value) reportByCoupling(value, report, (view, report) => checkTiles(view, node, report));
}

function checkTiles({ levels, couplings }: Architecture, node: ast.Architecture, report: Report): void {
  const coupling = couplings[0]!;
  const whole = forced(levels);
  levels.forEach((level, l) => {
    if (level.type !== 'memory' || level.size === null) return;
    const tile = forced(levels.slice(l));
    const need = smallestFootprint(level, coupling, tile);
    if (need.taken <= level.size / level.buffering) return;
    const extents = ({ iterations }: Forced) => need.dimensions.map((name) => ({ name, value: iterations.get(name)! }));
    const params = {
      level: level.name,
      tile: extents(tile),
      operands: need.operands,
      unit: level.bits ? ('bit' as const) : ('word' as const),
      size: level.size,
      buffering: level.buffering,
      needed: need.taken * level.buffering,
      smallest: extents(whole),
    };
    const place = { node, range: level.propertySources?.size ?? level.nameSource };
    const causes = tile.constraints.filter(({ constraint }) => need.dimensions.includes(constraint.dimension));
    report('ffarch/capacity-forced', params, place, causes.map(related));
  });
}

/**
 * The words, or bits, that a memory needs for a tile with strides that make them fewest, and the dimensions that matter for it.
 * What mappings may bypass needs none.
 */
function smallestFootprint(memory: Memory, coupling: Coupling, { iterations }: Forced) {
  const roles = keptRoles(memory).filter((role) => !memory.mayBypass.includes(role));
  const stored = roles.map((role) => coupling.operands[role]!);
  const taken = stored.map(({ axes }, i) =>
    // Sums of terms take the fewest values where all coefficients are 1: Σ(X − 1) + 1.
    axes.reduce(
      (n, axis) => n * axis.reduce((sum, term) => sum + (iterations.get(term.dimension) ?? 1) - 1, 1),
      memory.bits?.[roles[i]!] ?? 1,
    ),
  );
  return {
    taken: taken.reduce((a, b) => a + b, 0),
    operands: stored.map(({ name }, i) => ({ name, value: taken[i]! })),
    dimensions: coupling.dimensions.filter(
      (name) => iterations.has(name) && stored.some((operand) => indexes(name, operand)),
    ),
  };
}

function indexes(dimension: string, { axes }: Operand): boolean {
  return axes.some((axis) => axis.some((term) => term.dimension === dimension));
}

function related({ level, constraint }: Forced['constraints'][number]): Related {
  return { message: `\`${level}\` has \`${constraintText(constraint)}\`.`, source: constraint.source };
}
