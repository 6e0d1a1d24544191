import { AstUtils } from 'langium';
import * as ast from '../../generated/ast.js';
import { footprints, type Problem, type Tiling, type Violation, violationsOf } from '../../model/index.js';
import { divisors, primeFactors } from '../../model/integers.js';
import { type Culprit, homeOf, overfilling, overflowing } from '../validation/culprits.js';
import { isLibrary } from '../workspace/library.js';
import { remesh, resize } from './architectures.js';
import type { Fix } from './fix.js';
import { type Judged, ofViolation } from './judged.js';
import { type Change, setLoops } from './loops.js';

/** Loops of the level, or of one inside it, as large as its memory allows; the rest of them further out. */
export const capacity = ofViolation('capacity', (judged, { l }) => {
  const { problem, tiling } = judged;
  const level = problem.levels[l];
  if (level.type !== 'memory' || level.size === null) return [];
  const words = (factors: Float64Array) =>
    footprints(problem, { ...tiling, factors })[l]!.reduce<number>((sum, part) => sum + (part ?? 0), 0);
  const holds = level.size / level.buffering;
  const written = writtenLevel(judged, l);
  const raised =
    written && ast.isMemory(written) ? resize(written, words(tiling.factors) * level.buffering, false) : [];
  const loops = loopsFrom(judged, l, problem.levels.length - 1, overflowing(problem, tiling, l));
  return [...lower(judged, loops, (factors) => words(factors) <= holds), ...raised];
});

/** Loops of a mesh as large as it allows, or a larger mesh. */
export const mesh = ofViolation('mesh', (judged, { l }) => {
  const { problem, tiling } = judged;
  const D = problem.dimensions.length;
  const level = problem.levels[l];
  if (level.type === 'memory') return [];
  const used = (factors: Float64Array) => factors.subarray(l * D, l * D + D).reduce((n, f) => n * f, 1);
  const written = writtenLevel(judged, l);
  const raised = written && !ast.isMemory(written) ? remesh(written, used(tiling.factors), 'Raise') : [];
  const loops = loopsFrom(judged, l, l, overfilling(problem, tiling, l));
  return [...lower(judged, loops, (factors) => used(factors) <= level.mesh), ...raised];
});

/** A loop that a spatial level does not unroll, further out. */
export const dimension = ofViolation('dimension', (judged, { l, d }) =>
  homeOf(judged.problem, judged.problem.dimensions[d]) < 0 ? [] : [moveOut(judged, [{ l, d, fewer: 1 }], true)],
);

/** A level of the mapping's architecture, unless that is the library's, which nobody can change. */
function writtenLevel({ node }: Judged, l: number): ast.Level | undefined {
  const level = node.architecture?.ref?.levels[l];
  return level && !isLibrary(AstUtils.getDocument(level).uri) ? level : undefined;
}

/** Loops that could be moved further out, of some levels: the one to blame first, then from the outermost in. */
function loopsFrom({ problem, tiling }: Judged, from: number, to: number, first: Culprit | undefined): Culprit[] {
  const loops: Culprit[] = first ? [first] : [];
  for (let l = from; l <= to; l++) {
    problem.dimensions.forEach((_, d) => {
      const isFirst = l === first?.l && d === first.d;
      if (!isFirst && tiling.factors[l * problem.dimensions.length + d] > 1) loops.push({ l, d });
    });
  }
  return loops.filter(({ d }) => {
    const home = homeOf(problem, problem.dimensions[d]);
    return home >= 0 && home < from;
  });
}

/** Each loop lowered as little as makes something hold; where none suffices by itself, one after the other. */
function lower(judged: Judged, loops: readonly Culprit[], holds: (factors: Float64Array) => boolean): Fix[] {
  const { problem, tiling } = judged;
  const D = problem.dimensions.length;
  const lowered = (factors: Float64Array, { l, d }: Culprit, to: number) => {
    const result = factors.slice();
    result[homeOf(problem, problem.dimensions[d]) * D + d] *= result[l * D + d] / to;
    result[l * D + d] = to;
    return result;
  };
  const choices = ({ l, d }: Culprit) => divisors(primeFactors(tiling.factors[l * D + d])).slice(0, -1);
  const fixes = loops.flatMap((loop, i) => {
    const fewer = choices(loop).findLast((to) => {
      const factors = lowered(tiling.factors, loop, to);
      return holds(factors) && !breaksMore(problem, tiling, { ...tiling, factors });
    });
    return fewer === undefined ? [] : [moveOut(judged, [{ ...loop, fewer }], i === 0)];
  });
  if (fixes.length > 0) return fixes.map((fix, i) => ({ ...fix, preferred: i === 0 }));
  const moves: Move[] = [];
  let factors = tiling.factors;
  for (const loop of loops) {
    if (holds(factors)) break;
    const before = factors;
    const fewer = choices(loop).findLast((to) => holds(lowered(before, loop, to))) ?? 1;
    factors = lowered(before, loop, fewer);
    moves.push({ ...loop, fewer });
  }
  return moves.length > 0 && holds(factors) ? [moveOut(judged, moves, true)] : [];
}

/** Whether a tiling breaks a rule that another one keeps. */
function breaksMore(problem: Problem, before: Tiling, after: Tiling): boolean {
  const key = ({ rule, level, dimension: name }: Violation) => `${rule} ${level} ${name}`;
  const already = new Set(violationsOf(problem, before).map(key));
  return violationsOf(problem, after).some((violation) => !already.has(key(violation)));
}

/** A loop, and how many of its iterations stay. */
interface Move extends Culprit {
  readonly fewer: number;
}

/** Leaves so many iterations on some levels, and moves the rest to where any number may be. */
function moveOut(judged: Judged, moves: readonly Move[], preferred: boolean): Fix {
  const { problem, tiling } = judged;
  const D = problem.dimensions.length;
  const rests = new Map<number, number>();
  const titles = moves.map(({ l, d, fewer }) => {
    const [iterations, name] = [tiling.factors[l * D + d], problem.dimensions[d]];
    rests.set(d, (rests.get(d) ?? 1) * (iterations / fewer));
    const from = problem.levels[l].name;
    const to = problem.levels[homeOf(problem, name)].name;
    return fewer === 1
      ? `Move \`${name} ${iterations}\` from \`${from}\` to \`${to}\``
      : `Lower \`${name} ${iterations}\` to ${fewer}, move ${iterations / fewer} from \`${from}\` to \`${to}\``;
  });
  const edits = setLoops(judged, [
    ...moves.map(({ l, d, fewer }) => change(problem, l, d, fewer)),
    ...[...rests].map(([d, rest]) => {
      const home = homeOf(problem, problem.dimensions[d]);
      return change(problem, home, d, tiling.factors[home * D + d] * rest);
    }),
  ]);
  const [first, ...others] = titles;
  return {
    title: [first, ...others.map((one) => one.replace(/^./, (letter) => letter.toLowerCase()))].join('; '),
    edits,
    preferred,
  };
}

function change({ levels, dimensions }: Problem, l: number, d: number, iterations: number): Change {
  return { level: levels[l].name, dimension: dimensions[d], iterations };
}
