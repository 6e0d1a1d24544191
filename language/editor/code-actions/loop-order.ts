import { AstUtils } from 'langium';
import * as ast from '../../generated/ast.js';
import { orderHolds } from '../../model/index.js';
import { printName } from '../../print/print.js';
import { replace } from './fix.js';
import { ofMapping } from './violation-fixes.js';

/** More loops than this are not put in order by trying. */
const MOST_TRIED = 7;

/** The loops of a level in the order that its constraint wants, with as few of them moved as possible. */
export const order = ofMapping(({ problem, tiling }, _, at) => {
  const entry = AstUtils.getContainerOfType(at, ast.isLevelLoops);
  const l = problem.levels.findIndex(({ name }) => name === entry?.level?.ref?.name);
  const level = problem.levels[l];
  if (!entry || level?.type !== 'memory' || entry.loops.length > MOST_TRIED) return [];
  const D = problem.dimensions.length;
  const counts = (loop: ast.Loop) =>
    tiling.factors[l * D + problem.dimensions.indexOf(loop.dimension?.ref?.name ?? '')] > 1;
  const ordered = permutations(entry.loops).find((loops) =>
    orderHolds(
      level.order,
      loops.filter(counts).map(({ dimension }) => dimension.ref?.name ?? ''),
    ),
  );
  if (!ordered) return [];
  const texts = ordered.map(({ $cstNode }) => $cstNode?.text ?? '');
  const edits = entry.loops.flatMap((loop, i) => (loop === ordered[i] ? [] : replace(loop, loop.$cstNode, texts[i])));
  const names = ordered.map((loop) => printName(loop.dimension.$refText)).join(', ');
  return [{ title: `Reorder the loops to ${names}`, edits, preferred: true }];
});

/** All orders of a list, those that begin like it first. */
function permutations<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]];
  return list.flatMap((head, i) =>
    permutations([...list.slice(0, i), ...list.slice(i + 1)]).map((tail) => [head, ...tail]),
  );
}
