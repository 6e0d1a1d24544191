/**
 * A literal reading of the rules in model.md section 2 that the simulation knows nothing of: fanouts, constraints and orders. Slow,
 * one statement for a sentence where that is possible, and written without looking at `language/model`.
 */
import type { Architecture, Mapping, Workload } from '../../../language/domain/index.js';

export type Broken = [rule: string, level: string | null, dimension: string | null];

export interface Reduced {
  readonly level: string;
  readonly dimension: string;
  readonly operator: string;
  readonly from: number;
  readonly to: number;
}

/** "Constraints larger than the workload": the value of each constraint. */
export function reduced({ levels }: Architecture, { sizes }: Workload): Reduced[] {
  return levels.flatMap((level, l) =>
    level.factors.map(({ dimension, operator, value }) => {
      const same = { level: level.name, dimension, operator, from: value };
      if (operator === '<=') return { ...same, to: value };
      let used = 1;
      let to = value;
      for (let j = 0; j <= l; j++) {
        const own = levels[j].factors.find((c) => c.dimension === dimension && c.operator !== '<=');
        if (!own) continue;
        const size = sizes[dimension] ?? 1;
        to = Math.min(own.value, Math.max(1, Math.floor(size / used)));
        used *= to;
      }
      return { ...same, to };
    }),
  );
}

/** Rule, level and dimension of all that the mapping breaks. */
export function broken(architecture: Architecture, workload: Workload, mapping: Mapping): Broken[] {
  const loopsOf = (name: string) =>
    mapping
      .filter(({ level }) => level === name)
      .flatMap(({ loops }) => loops.filter(({ iterations }) => iterations > 1));
  const found: Broken[] = [];
  for (const level of architecture.levels) {
    const loops = loopsOf(level.name);
    if (level.type === 'link') {
      for (const { dimension } of loops) found.push(['dimension', level.name, dimension]);
      continue;
    }
    if (level.type === 'memory') {
      const order = loops.map(({ dimension }) => dimension);
      if (!canBeCompleted(order, level.order, architecture.couplings[0].dimensions)) {
        found.push(['order', level.name, null]);
      }
      continue;
    }
    const used = loops.reduce((product, { iterations }) => product * iterations, 1);
    if (used > level.mesh) found.push(['mesh', level.name, null]);
    if (level.type === 'fanout' && used < level.leastUsed) found.push(['use', level.name, null]);
    for (const { dimension } of loops) {
      if (!level.dimensions.includes(dimension)) found.push(['dimension', level.name, dimension]);
    }
  }
  for (const { level, dimension, operator, to } of reduced(architecture, workload)) {
    const iterations = loopsOf(level).find((loop) => loop.dimension === dimension)?.iterations ?? 1;
    const holds = operator === '=' ? iterations === to : operator === '<=' ? iterations <= to : iterations >= to;
    if (!holds) found.push(['factor', level, dimension]);
  }
  return found;
}

/** Whether the dimensions without a loop can be put into an order so that the constraint holds: all ways are tried. */
function canBeCompleted(
  order: readonly string[],
  constraint: readonly (string | null)[],
  dimensions: readonly string[],
): boolean {
  const missing = dimensions.find((d) => !order.includes(d));
  if (missing !== undefined) {
    for (let at = 0; at <= order.length; at++) {
      if (canBeCompleted([...order.slice(0, at), missing, ...order.slice(at)], constraint, dimensions)) return true;
    }
    return false;
  }
  if (constraint.includes(null)) return constraint.every((d, i) => d === null || d === order[i]);
  const places = constraint.map((d) => order.indexOf(d!)).filter((place) => place >= 0);
  return places.every((place, i) => i === 0 || places[i - 1] < place);
}
