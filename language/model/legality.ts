import { isSpatial, type Mapping, ROLES } from '../domain/index.js';
import { count, inUnit } from '../figures.js';
import { Loops } from './loops.js';
import { memoryAt, type Problem, spatialAt } from './problem.js';
import type { Violation } from './report.js';
import { tileSize } from './tile.js';
import { keeps, type Tiling, tilingOf } from './tiling.js';

/**
 * The rules of model.md section 2 that a tiling breaks, in the order of that section, outermost level first.
 *
 * @param sizes of the dimensions: the workload's, or padded ones.
 */
export function violationsOf(problem: Problem, tiling: Tiling, sizes: readonly number[] = problem.sizes): Violation[] {
  return [
    ...productViolations(problem, tiling, sizes),
    ...storageViolations(problem, tiling),
    ...capacityViolations(problem, tiling, sizes),
    ...spatialViolations(problem, tiling),
    ...linkViolations(problem, tiling),
    ...factorViolations(problem, tiling),
    ...orderViolations(problem, tiling),
  ];
}

/** As {@link violationsOf}, with the levels and dimensions that do not exist. */
export function mappingViolations(problem: Problem, mapping: Mapping): Violation[] {
  const unknown: Violation[] = [];
  for (const { level, loops, bypass = [] } of mapping) {
    const l = problem.levels.findIndex(({ name }) => name === level);
    if (l < 0) {
      const message = `${problem.architecture.name} has no level ${level}`;
      unknown.push({ rule: 'level', level, dimension: null, message });
    }
    ROLES.forEach((role, o) => {
      if (l < 0 || !bypass.includes(role) || (problem.mayBypass[l] & (1 << o)) !== 0) return;
      const message = `${level} must keep ${problem.operands[o].name}: its mayBypass does not name it`;
      unknown.push({ rule: 'bypass', level, dimension: null, message });
    });
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
    let left = sizes[d];
    let ill = '';
    for (let l = problem.levels.length - 1; l >= 0; l--) {
      const iterations = factors[l * D + d];
      const level = problem.levels[l];
      const { name } = level;
      if (iterations < 1 || !Number.isInteger(iterations)) {
        const message = `${name} has ${count(iterations)} iterations of ${dimension}, which must be a whole number, at least 1`;
        return [{ rule: 'product', level: name, dimension, message }];
      }
      product *= iterations;
      if (ill === '' && !isSpatial(level) && left % iterations !== 0) {
        ill = `: the ${count(iterations)} of ${name} do not divide the ${count(left)} that the loops inside leave`;
      } else if (ill === '' && isSpatial(level) && iterations > left) {
        ill = `: the ${count(iterations)} of ${name} are more than the ${count(left)} that the loops inside leave`;
      }
      left = Math.ceil(left / iterations);
    }
    if (left === 1 && ill === '') return [];
    // Fewer iterations than the size are wrong whatever the loops are.
    const why = product > sizes[d] ? ill : '';
    const message = `the iterations of ${dimension} multiply to ${count(product)}, but its size is ${count(sizes[d])}${why}`;
    return [{ rule: 'product', level: null, dimension, message }];
  });
}

/** An operand that the mapping leaves no memory for. */
function storageViolations(problem: Problem, tiling: Tiling): Violation[] {
  return problem.operands.flatMap(({ name, stores }, o): Violation[] => {
    if (stores.some((l) => keeps(problem, tiling, l, o))) return [];
    const message = `no memory keeps ${name}: all that could bypass it`;
    return [{ rule: 'bypass', level: null, dimension: null, message }];
  });
}

/**
 * The words that each memory must hold, operand by operand as in ROLES; null for bypassed ones. By level, null elsewhere.
 *
 * @param sizes of the dimensions: the workload's, or padded ones.
 */
export function footprints(
  problem: Problem,
  tiling: Tiling,
  sizes: readonly number[] = problem.sizes,
): ((number | null)[] | null)[] {
  const D = problem.dimensions.length;
  const loops = new Loops(problem);
  loops.take(tiling, sizes);
  const held = new Float64Array(D).fill(1);
  const result: ((number | null)[] | null)[] = problem.levels.map(() => null);
  for (let l = problem.levels.length - 1; l >= 0; l--) {
    for (let d = 0; d < D; d++) held[d] *= tiling.factors[l * D + d];
    if (problem.levels[l].type !== 'memory') continue;
    const extents = loops.sizes.map((size, d) => Math.min(held[d], size));
    result[l] = problem.operands.map((operand, o) =>
      keeps(problem, tiling, l, o) ? tileSize(operand, extents, 0, problem.options.timeloopBounds) : null,
    );
  }
  return result;
}

/** What words of each operand take in a memory, as in {@link footprints}: words, or bits where it has `bits`. */
export function occupied(problem: Problem, l: number, held: readonly (number | null)[]): number {
  const { bits } = memoryAt(problem, l);
  return held.reduce<number>((sum, words, o) => sum + (words ?? 0) * (bits?.[ROLES[o]] ?? 1), 0);
}

function capacityViolations(problem: Problem, tiling: Tiling, sizes: readonly number[]): Violation[] {
  const held = footprints(problem, tiling, sizes);
  return problem.memories.flatMap((l) => {
    const { name, size, buffering, bits } = memoryAt(problem, l);
    const needed = occupied(problem, l, held[l]!);
    if (size === null || needed <= size / buffering) return [];
    const parts = held[l]!.flatMap((words, o) =>
      words === null ? [] : [`${problem.operands[o].name} ${count(words * (bits?.[ROLES[o]] ?? 1))}`],
    );
    const buffered = buffering > 1 ? ` (${count(size)} in ${count(buffering)} buffers)` : '';
    const unit = bits === null ? 'words' : 'bits';
    const message = `${name} needs ${inUnit(count(needed), unit)} (${parts.join(' + ')}) but holds ${count(size / buffering)}${buffered}`;
    return [{ rule: 'capacity', level: name, dimension: null, message }];
  });
}

function spatialViolations(problem: Problem, { factors }: Tiling): Violation[] {
  const D = problem.dimensions.length;
  return problem.spatials.flatMap((l) => {
    const level = spatialAt(problem, l);
    const { name, mesh, dimensions } = level;
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
      const message = `${name} uses ${count(used)} instances (${unrolled.join(' × ')}) but has ${count(mesh)}`;
      found.push({ rule: 'mesh', level: name, dimension: null, message });
    }
    if (level.type === 'fanout' && used < level.leastUsed) {
      const message = `${name} uses ${count(used)} of ${inUnit(count(mesh), 'instances')}, but must use at least ${count(level.leastUsed)}`;
      found.push({ rule: 'use', level: name, dimension: null, message });
    }
    return found;
  });
}

/** No loop runs on a link. */
function linkViolations(problem: Problem, { factors }: Tiling): Violation[] {
  const D = problem.dimensions.length;
  return problem.links.flatMap((l) => {
    const level = problem.levels[l].name;
    return problem.dimensions.flatMap((dimension, d): Violation[] => {
      const iterations = factors[l * D + d];
      if (iterations === 1) return [];
      const message = `${level} is a link, on which no loop runs, not even ${dimension} ${count(iterations)}`;
      return [{ rule: 'dimension', level, dimension, message }];
    });
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
    const message = `${level} has ${dimension} ${count(iterations)}, but its constraint is ${dimension} ${operator} ${count(value)}${reduced}`;
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
    const message = `${name} runs ${loops.join(', ')} from the outermost in, but its order is ${written}`;
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
