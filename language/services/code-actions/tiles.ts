import { AstUtils } from 'langium';
import * as ast from '../../generated/ast.js';
import { footprints, type Problem, type Tiling, type Violation, violationsOf } from '../../model/index.js';
import { divisors, primeFactors } from '../../model/integers.js';
import { isLibrary } from '../workspace/library.js';
import { remesh, resize } from './architectures.js';
import type { Fix } from './fix.js';
import { type Judged, ofViolation } from './judged.js';
import { setLoops } from './loops.js';

/** Loops of the level, or of one inside it, as large as its memory allows; the rest of them on the outermost level. */
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
  return [...lower(judged, l, problem.levels.length - 1, (factors) => words(factors) <= holds), ...raised];
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
  return [...lower(judged, l, l, (factors) => used(factors) <= level.mesh), ...raised];
});

/** A loop that a spatial level does not unroll, on the outermost level. */
export const dimension = ofViolation('dimension', (judged, { l, d }) => [moveOut(judged, l, d, 1, true)]);

/** A level of the mapping's architecture, unless that is the library's, which nobody can change. */
function writtenLevel({ node }: Judged, l: number): ast.Level | undefined {
  const level = node.architecture?.ref?.levels[l];
  return level && !isLibrary(AstUtils.getDocument(level).uri) ? level : undefined;
}

/** Loops between two levels, each lowered as little as makes something hold, with the rest on the outermost level. */
function lower(judged: Judged, from: number, to: number, holds: (factors: Float64Array) => boolean): Fix[] {
  const { problem, tiling } = judged;
  const D = problem.dimensions.length;
  const fixes: Fix[] = [];
  for (let l = Math.max(from, 1); l <= to; l++) {
    for (let d = 0; d < D; d++) {
      const iterations = tiling.factors[l * D + d];
      const fewer = divisors(primeFactors(iterations)).findLast((divisor) => {
        const factors = tiling.factors.slice();
        factors[l * D + d] = divisor;
        factors[d] *= iterations / divisor;
        return holds(factors) && !breaksMore(problem, tiling, { ...tiling, factors });
      });
      if (fewer === undefined || fewer === iterations) continue;
      fixes.push(moveOut(judged, l, d, fewer, fixes.length === 0));
    }
  }
  return fixes;
}

/** Whether a tiling breaks a rule that another one keeps. */
function breaksMore(problem: Problem, before: Tiling, after: Tiling): boolean {
  const key = ({ rule, level, dimension: name }: Violation) => `${rule} ${level} ${name}`;
  const already = new Set(violationsOf(problem, before).map(key));
  return violationsOf(problem, after).some((violation) => !already.has(key(violation)));
}

/** Leaves so many iterations of a dimension on a level, and moves the rest to the outermost level. */
function moveOut({ node, problem, tiling }: Judged, l: number, d: number, fewer: number, preferred: boolean): Fix {
  const [level, outermost, name] = [problem.levels[l].name, problem.levels[0].name, problem.dimensions[d]];
  const iterations = tiling.factors[l * problem.dimensions.length + d];
  const rest = iterations / fewer;
  const what =
    fewer === 1 ? `Move \`${name} ${iterations}\`` : `Lower \`${name} ${iterations}\` to ${fewer}, move ${rest}`;
  const edits = setLoops(node, [
    { level, dimension: name, iterations: fewer },
    { level: outermost, dimension: name, iterations: tiling.factors[d] * rest },
  ]);
  return { title: `${what} from \`${level}\` to \`${outermost}\``, edits, preferred };
}
