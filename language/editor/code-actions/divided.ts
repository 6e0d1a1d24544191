import { isSpatial } from '../../domain/index.js';
import { homeOf } from '../../evaluation/culprits.js';
import { leftBy } from '../../evaluation/rounds.js';
import { divisors, primeFactors } from '../../model/integers.js';
import type { Numbers } from './moves.js';

/**
 * Iterations of a dimension on each level that keep the constraints and multiply to its size; where constraints of spatial levels
 * do not divide it, with some of their instances idle in the last round.
 */
export function divided(numbers: Numbers, d: number): number[] | undefined {
  const { problem, tiling } = numbers;
  const none = { problem, tiling: { ...tiling, factors: new Float64Array(tiling.factors.length).fill(1) } };
  return attempt(numbers, d, false) ?? attempt(numbers, d, true) ?? attempt(none, d, true);
}

/** @param ragged whether `=` constraints of spatial levels need not divide what is left. */
function attempt({ problem, tiling }: Numbers, d: number, ragged: boolean): number[] | undefined {
  const dimension = problem.dimensions[d]!;
  const home = homeOf(problem, dimension);
  let left = problem.sizes[d]!;
  const result = problem.levels.map(() => 1);
  const take = (l: number, wanted: number | undefined, cut = false): boolean => {
    if (wanted === undefined || (cut ? wanted > left : !Number.isInteger(left / wanted))) return false;
    result[l] = wanted;
    left = Math.ceil(left / wanted);
    return true;
  };
  const constraints = problem.constraints.filter((constraint) => constraint.dimension === dimension);
  const exact = constraints.filter(({ operator }) => operator === '=');
  const isCut = (l: number): boolean => ragged && isSpatial(problem.levels[l]!);
  if (home < 0 || !exact.every(({ level, value }) => take(level, value, isCut(level)))) return undefined;
  for (let l = problem.levels.length - 1; l >= 0; l--) {
    const level = problem.levels[l]!;
    const own = constraints.find((constraint) => constraint.level === l);
    const unrolls = isSpatial(level) ? level.dimensions.includes(dimension) : level.type === 'memory';
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
  const loops = problem.levels.map((level, l) => ({ iterations: result[l]!, spatial: isSpatial(level) }));
  return leftBy(problem.sizes[d]!, loops.reverse()) === 1 ? result : undefined;
}
