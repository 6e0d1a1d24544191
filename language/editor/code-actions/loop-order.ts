import { AstUtils } from 'langium';
import * as ast from '../../generated/ast.js';
import { printName } from '../../print/print.js';
import { replace } from './fix.js';
import { ordered } from './ordered.js';
import { ofMapping } from './violation-fixes.js';

/** The loops of a level in the order that its constraint wants, with as few of them moved as possible. */
export const order = ofMapping(({ problem, tiling }, _, at) => {
  const entry = AstUtils.getContainerOfType(at, ast.isLevelLoops);
  const l = problem.levels.findIndex(({ name }) => name === entry?.level?.ref?.name);
  const level = problem.levels[l];
  if (!entry || level?.type !== 'memory') return [];
  const D = problem.dimensions.length;
  const loops = ordered(level.order, entry.loops, ({ dimension }) => {
    const name = dimension?.ref?.name ?? '';
    return tiling.factors[l * D + problem.dimensions.indexOf(name)]! > 1 ? name : undefined;
  });
  if (!loops) return [];
  const texts = loops.map(({ $cstNode }) => $cstNode?.text ?? '');
  const edits = entry.loops.flatMap((loop, i) => (loop === loops[i] ? [] : replace(loop, loop.$cstNode, texts[i]!)));
  const names = loops.map((loop) => printName(loop.dimension.$refText)).join(', ');
  return [{ title: `Reorder the loops to ${names}`, edits, preferred: true }];
});
