import { type Culprit, homeOf, overfilling, overflowing } from '../../evaluation/culprits.js';
import { completing, leftAt } from '../../evaluation/rounds.js';
import {
  footprints,
  memoryAt,
  occupied,
  type Problem,
  spatialAt,
  type Tiling,
  type Violation,
  violationsOf,
} from '../../model/index.js';
import { divisors, primeFactors } from '../../model/integers.js';

/** A mapping as numbers. */
export interface Numbers {
  readonly problem: Problem;
  readonly tiling: Tiling;
}

/** A loop, and how many of its iterations stay; what they leave goes to where any number may be. */
export interface Move extends Culprit {
  readonly fewer: number;
}

/** What makes the tile of a memory fit: the choices, the one to take first. */
export function movesToFit(numbers: Numbers, l: number): Move[][] {
  const { problem, tiling } = numbers;
  const { size, buffering } = memoryAt(problem, l);
  const loops = loopsFrom(numbers, l, problem.levels.length - 1, overflowing(problem, tiling, l));
  return lowered(
    numbers,
    loops,
    (factors) => taken({ problem, tiling: { ...tiling, factors } }, l) <= size! / buffering,
  );
}

/** The words, or bits, that a memory is to hold. */
export function taken({ problem, tiling }: Numbers, l: number): number {
  return occupied(problem, l, footprints(problem, tiling)[l]!);
}

/** What makes the instances of a spatial level suffice: the choices, the one to take first. */
export function movesToMesh(numbers: Numbers, l: number): Move[][] {
  const { problem, tiling } = numbers;
  const loops = loopsFrom(numbers, l, l, overfilling(problem, tiling, l));
  const { mesh } = spatialAt(problem, l);
  return lowered(numbers, loops, (factors) => instances({ problem, tiling: { ...tiling, factors } }, l) <= mesh);
}

/** The instances that a spatial level uses. */
export function instances({ problem, tiling: { factors } }: Numbers, l: number): number {
  const D = problem.dimensions.length;
  return factors.subarray(l * D, l * D + D).reduce((product, iterations) => product * iterations, 1);
}

/** Loops that could be moved further out, of some levels: the one to blame first, then from the outermost in. */
function loopsFrom({ problem, tiling }: Numbers, from: number, to: number, first: Culprit | undefined): Culprit[] {
  const loops: Culprit[] = first ? [first] : [];
  for (let l = from; l <= to; l++) {
    problem.dimensions.forEach((_, d) => {
      const isFirst = l === first?.l && d === first.d;
      if (!isFirst && tiling.factors[l * problem.dimensions.length + d]! > 1) loops.push({ l, d });
    });
  }
  return loops.filter(({ d }) => {
    const home = homeOf(problem, problem.dimensions[d]!);
    return home >= 0 && home < from;
  });
}

/** Each loop lowered as little as makes something hold; where none suffices by itself, one after the other. */
function lowered(
  { problem, tiling }: Numbers,
  loops: readonly Culprit[],
  holds: (factors: Float64Array) => boolean,
): Move[][] {
  const D = problem.dimensions.length;
  // What is ragged stays so, with as many iterations as there is room for; what divides goes on dividing.
  const choices = ({ l, d }: Culprit): number[] => {
    const n = tiling.factors[l * D + d]!;
    const isRagged = (leftAt(problem, tiling, l, d) ?? 0) % n !== 0;
    return isRagged ? Array.from({ length: n - 1 }, (_, i) => i + 1) : divisors(primeFactors(n)).slice(0, -1);
  };
  const single = loops.flatMap((loop): Move[][] => {
    const fewer = choices(loop).findLast((to) => {
      const factors = moved({ problem, tiling }, [{ ...loop, fewer: to }]);
      return holds(factors) && !breaksMore(problem, tiling, { ...tiling, factors });
    });
    return fewer === undefined ? [] : [[{ ...loop, fewer }]];
  });
  if (single.length > 0) return single;
  const moves: Move[] = [];
  const after = (more: readonly Move[]) => moved({ problem, tiling }, [...moves, ...more]);
  for (const loop of loops) {
    if (holds(after([]))) break;
    moves.push({ ...loop, fewer: choices(loop).findLast((fewer) => holds(after([{ ...loop, fewer }]))) ?? 1 });
  }
  return moves.length > 0 && holds(after([])) ? [moves] : [];
}

/** The iterations after some moves. */
export function moved({ problem, tiling }: Numbers, moves: readonly Move[]): Float64Array {
  const D = problem.dimensions.length;
  const factors = tiling.factors.slice();
  for (const { l, d, fewer } of moves) {
    const home = homeOf(problem, problem.dimensions[d]!) * D + d;
    const others = factors[l * D + d]! / fewer;
    factors[l * D + d] = fewer;
    const complete = leftAt(problem, tiling, -1, d) === 1 ? completing(problem, { ...tiling, factors }, d) : undefined;
    factors[home] = complete ?? factors[home]! * others;
  }
  return factors;
}

/** Whether a tiling breaks a rule that another one keeps. */
function breaksMore(problem: Problem, before: Tiling, after: Tiling): boolean {
  const key = ({ rule, level, dimension: name }: Violation) => `${rule} ${level} ${name}`;
  const already = new Set(violationsOf(problem, before).map(key));
  return violationsOf(problem, after).some((violation) => !already.has(key(violation)));
}
