import { homeOf } from '../../evaluation/culprits.js';
import type { Problem, Tiling } from '../../model/index.js';
import { divisors, primeFactors } from '../../model/integers.js';

/** Iterations of a dimension on each level that keep the constraints and multiply to its size. */
export function divided({ problem, tiling }: { problem: Problem; tiling: Tiling }, d: number): number[] | undefined {
  const dimension = problem.dimensions[d]!;
  const home = homeOf(problem, dimension);
  let left = problem.sizes[d]!;
  const result = problem.levels.map(() => 1);
  const take = (l: number, wanted: number | undefined): boolean => {
    if (wanted === undefined || !Number.isInteger(left / wanted)) return false;
    result[l] = wanted;
    left /= wanted;
    return true;
  };
  const constraints = problem.constraints.filter((constraint) => constraint.dimension === dimension);
  const exact = constraints.filter(({ operator }) => operator === '=');
  if (home < 0 || !exact.every(({ level, value }) => take(level, value))) return undefined;
  for (let l = problem.levels.length - 1; l >= 0; l--) {
    const level = problem.levels[l]!;
    const own = constraints.find((constraint) => constraint.level === l);
    const unrolls = level.type === 'memory' || level.dimensions.includes(dimension);
    if (l === home || own?.operator === '=') continue;
    const written = unrolls ? tiling.factors[l * problem.dimensions.length + d] : 1;
    const choices = divisors(primeFactors(left));
    const [least, most] = [own?.operator === '>=' ? own.value : 1, own?.operator === '<=' ? own.value : Infinity];
    const nearest = choices.findLast((n) => n <= Math.min(Math.max(written!, least), most) && n >= least);
    if (!take(l, nearest ?? choices.find((n) => n >= least))) return undefined;
  }
  const atLeast = constraints.find(({ level }) => level === home)?.value ?? 1;
  if (left < atLeast) return undefined;
  result[home] = left;
  return result;
}
