import { AstUtils } from 'langium';
import { homeOf } from '../../evaluation/culprits.js';
import * as ast from '../../generated/ast.js';
import { isLibrary } from '../../workspace/library.js';
import { remesh, resize } from './architectures.js';
import type { Fix } from './fix.js';
import { changesTo, setLoops } from './loops.js';
import { instances, type Move, moved, movesToFit, movesToMesh, taken } from './moves.js';
import { type Judged, ofViolation } from './violation-fixes.js';

/** Loops of the level, or of one inside it, as large as its memory allows; the rest of them further out. */
export const capacity = ofViolation('capacity', (judged, { l }) => {
  const level = judged.problem.levels[l]!;
  if (level.type !== 'memory' || level.size === null) return [];
  const written = writtenLevel(judged, l);
  const raised = written && ast.isMemory(written) ? resize(written, taken(judged, l) * level.buffering, false) : [];
  return [...movesToFit(judged, l).map((moves, i) => moveOut(judged, moves, i === 0)), ...raised];
});

/** Loops of a mesh as large as it allows, or a larger mesh. */
export const mesh = ofViolation('mesh', (judged, { l }) => {
  const written = writtenLevel(judged, l);
  const raised = ast.isFanout(written) || ast.isCompute(written) ? remesh(written, instances(judged, l), 'Raise') : [];
  return [...movesToMesh(judged, l).map((moves, i) => moveOut(judged, moves, i === 0)), ...raised];
});

/** A loop that a spatial level does not unroll, further out. */
export const dimension = ofViolation('dimension', (judged, { l, d }) =>
  homeOf(judged.problem, judged.problem.dimensions[d]!) < 0 ? [] : [moveOut(judged, [{ l, d, fewer: 1 }], true)],
);

/** A level of the mapping's architecture, unless that is the library's, which nobody can change. */
function writtenLevel({ node }: Judged, l: number): ast.Level | undefined {
  const level = node.architecture?.ref?.levels[l];
  return level && !isLibrary(AstUtils.getDocument(level).uri) ? level : undefined;
}

/** Leaves so many iterations on some levels, and moves the rest to where any number may be. */
function moveOut(judged: Judged, moves: readonly Move[], preferred: boolean): Fix {
  const { problem, tiling } = judged;
  const D = problem.dimensions.length;
  const factors = moved(judged, moves);
  const titles = moves.map(({ l, d, fewer }) => {
    const [iterations, name] = [tiling.factors[l * D + d]!, problem.dimensions[d]!];
    const home = homeOf(problem, name);
    const from = problem.levels[l]!.name;
    const to = problem.levels[home]!.name;
    if (iterations % fewer !== 0) {
      const rest = factors[home * D + d];
      const written = rest === tiling.factors[home * D + d] ? '' : `, write \`${to}: ${name} ${rest}\``;
      return `Lower \`${name} ${iterations}\` on \`${from}\` to ${fewer}${written}`;
    }
    return fewer === 1
      ? `Move \`${name} ${iterations}\` from \`${from}\` to \`${to}\``
      : `Lower \`${name} ${iterations}\` to ${fewer}, move ${iterations / fewer} from \`${from}\` to \`${to}\``;
  });
  const [first, ...others] = titles;
  return {
    title: [first, ...others.map((one) => one.replace(/^./, (letter) => letter.toLowerCase()))].join('; '),
    edits: setLoops(judged, changesTo(judged, factors)),
    preferred,
  };
}
