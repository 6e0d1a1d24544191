import type { Mapping } from '../domain/index.js';
import { count } from '../figures.js';
import { memoryAt, type Problem, spatialAt } from './problem.js';
import type { Violation } from './report.js';
import { tileSize } from './tile.js';
import { type Tiling, tilingOf } from './tiling.js';

/**
 * The rules of model.md section 2 that a tiling breaks, in the order of that section, outermost level first.
 *
 * @param sizes what the factors of each dimension must multiply up to: the workload's sizes, or padded ones.
 */
export function violationsOf(problem: Problem, tiling: Tiling, sizes: readonly number[] = problem.sizes): Violation[] {
  return [
    ...productViolations(problem, tiling, sizes),
    ...capacityViolations(problem, tiling),
    ...spatialViolations(problem, tiling),
    ...factorViolations(problem, tiling),
    ...orderViolations(problem, tiling),
  ];
}

/** As {@link violationsOf}, with the levels and dimensions that do not exist. */
export function mappingViolations(problem: Problem, mapping: Mapping): Violation[] {
  const unknown: Violation[] = [];
  for (const { level, loops } of mapping) {
    if (!problem.levels.some(({ name }) => name === level)) {
      const message = `${problem.architecture.name} has no level ${level}`;
      unknown.push({ rule: 'level', level, dimension: null, message });
    }
    for (const { dimension } of loops) {
      if (problem.dimensions.includes(dimension)) continue;
      const message = `${problem.workload.name} has no dimension ${dimension}`;
      unknown.push({ rule: 'dimension', level, dimension, message });
    }
  }
  return [...unknown, ...violationsOf(problem, tilingOf(problem, mapping))];
}

function productViolations(problem: Problem, { factors }: Tiling, sizes: readonly number[]): Violation[] {
  const D = problem.dimensions.length;
  return problem.dimensions.flatMap((dimension, d): Violation[] => {
    let product = 1;
    for (let l = 0; l < problem.levels.length; l++) {
      const iterations = factors[l * D + d];
      product *= iterations;
      if (iterations >= 1 && Number.isInteger(iterations)) continue;
      const { name } = problem.levels[l];
      const message = `${name} has ${count(iterations)} iterations of ${dimension}, which is no whole number from 1`;
      return [{ rule: 'product', level: name, dimension, message }];
    }
    if (product === sizes[d]) return [];
    const message = `the iterations of ${dimension} multiply to ${count(product)}, its size is ${count(sizes[d])}`;
    return [{ rule: 'product', level: null, dimension, message }];
  });
}

/** The words that each memory must hold, operand by operand as in ROLES; null for bypassed ones. By level, null elsewhere. */
export function footprints(problem: Problem, { factors }: Tiling): ((number | null)[] | null)[] {
  const D = problem.dimensions.length;
  const extents = new Float64Array(D).fill(1);
  const result: ((number | null)[] | null)[] = problem.levels.map(() => null);
  for (let l = problem.levels.length - 1; l >= 0; l--) {
    for (let d = 0; d < D; d++) extents[d] *= factors[l * D + d];
    if (problem.levels[l].type !== 'memory') continue;
    result[l] = problem.operands.map((operand) =>
      operand.stores.includes(l) ? tileSize(operand, extents, 0, problem.options.timeloopBounds) : null,
    );
  }
  return result;
}

function capacityViolations(problem: Problem, tiling: Tiling): Violation[] {
  const held = footprints(problem, tiling);
  return problem.memories.flatMap((l) => {
    const { name, size, buffering } = memoryAt(problem, l);
    const words = held[l]!.reduce<number>((sum, operand) => sum + (operand ?? 0), 0);
    if (size === null || words <= size / buffering) return [];
    const parts = held[l]!.flatMap((operand, o) =>
      operand === null ? [] : [`${problem.operands[o].name} ${count(operand)}`],
    );
    const buffered = buffering > 1 ? ` (${count(size)} in ${count(buffering)} buffers)` : '';
    const message = `${name} needs ${count(words)} words (${parts.join(' + ')}), holds ${count(size / buffering)}${buffered}`;
    return [{ rule: 'capacity', level: name, dimension: null, message }];
  });
}

function spatialViolations(problem: Problem, { factors }: Tiling): Violation[] {
  const D = problem.dimensions.length;
  return problem.spatials.flatMap((l) => {
    const { name, mesh, dimensions } = spatialAt(problem, l);
    const found: Violation[] = [];
    const unrolled: string[] = [];
    let used = 1;
    problem.dimensions.forEach((dimension, d) => {
      const iterations = factors[l * D + d];
      used *= iterations;
      if (iterations > 1) unrolled.push(`${dimension} ${count(iterations)}`);
      if (iterations === 1 || dimensions.includes(dimension)) return;
      const only = dimensions.length === 0 ? 'no dimension' : `only ${dimensions.join(', ')}`;
      const message = `${name} unrolls ${only}, not ${dimension} ${count(iterations)}`;
      found.push({ rule: 'dimension', level: name, dimension, message });
    });
    if (used > mesh) {
      const message = `${name} uses ${count(used)} instances (${unrolled.join(' × ')}), has ${count(mesh)}`;
      found.push({ rule: 'mesh', level: name, dimension: null, message });
    }
    return found;
  });
}

function factorViolations(problem: Problem, { factors }: Tiling): Violation[] {
  const D = problem.dimensions.length;
  return problem.constraints.flatMap(({ level: l, dimension, operator, value, written }) => {
    const d = problem.dimensions.indexOf(dimension);
    const iterations = d < 0 ? 1 : factors[l * D + d];
    const holds =
      operator === '=' ? iterations === value : operator === '<=' ? iterations <= value : iterations >= value;
    if (holds) return [];
    const level = problem.levels[l].name;
    const reduced = value === written.value ? '' : ` (reduced from ${count(written.value)} to fit the workload)`;
    const message = `${level} has ${dimension} ${count(iterations)}, its constraint is ${dimension} ${operator} ${count(value)}${reduced}`;
    return [{ rule: 'factor', level, dimension, message }];
  });
}

function orderViolations(problem: Problem, { factors, order }: Tiling): Violation[] {
  const D = problem.dimensions.length;
  return problem.memories.flatMap((l) => {
    const { name, order: constraint } = memoryAt(problem, l);
    const loops = Array.from(order.subarray(l * D, l * D + D))
      .filter((d) => factors[l * D + d] > 1)
      .map((d) => problem.dimensions[d]);
    if (orderHolds(constraint, loops)) return [];
    const written = constraint.map((dimension) => dimension ?? '_').join(', ');
    const message = `${name} runs ${loops.join(', ')} from the outermost in, its order is ${written}`;
    return [{ rule: 'order', level: name, dimension: null, message }];
  });
}

/** Whether loops (those above one iteration, outermost first) satisfy an order constraint (model.md section 2, rule 5). */
export function orderHolds(constraint: readonly (string | null)[], loops: readonly string[]): boolean {
  const positional = constraint.includes(null);
  let position = -1;
  for (const dimension of loops) {
    let next = constraint.indexOf(dimension);
    if (next < 0) {
      if (!positional) continue;
      next = constraint.indexOf(null, position + 1);
      if (next < 0) return false;
    }
    if (next <= position) return false;
    position = next;
  }
  return true;
}
