import { violationsOf } from '../../model/index.js';
import { divided } from './divided.js';
import { changesTo, setLoops } from './loops.js';
import { moved, movesToFit, movesToMesh } from './moves.js';
import { type Judged, ofMapping } from './violation-fixes.js';

/** All loops of a mapping that must change for it to break no rule, at once. */
export const legal = ofMapping((judged) => {
  const factors = violationsOf(judged.problem, judged.tiling).length > 1 ? repaired(judged) : undefined;
  if (!factors) return [];
  const title = `Make mapping \`${judged.node.name}\` legal`;
  return [{ title, edits: setLoops(judged, changesTo(judged, factors)) }];
});

/** More memories and meshes than this are not made to fit. */
const MOST_STEPS = 40;

/** Iterations that keep all rules but that of the order, with as little changed as can be found step by step. */
function repaired({ problem, tiling }: Judged): Float64Array | undefined {
  const D = problem.dimensions.length;
  let factors: Float64Array = tiling.factors.slice();
  const broken = () => violationsOf(problem, { ...tiling, factors }).filter(({ rule }) => rule !== 'order');
  problem.dimensions.forEach((dimension, d) => {
    if (!broken().some((one) => one.dimension === dimension)) return;
    divided({ problem, tiling }, d)?.forEach((iterations, l) => {
      factors[l * D + d] = iterations;
    });
  });
  for (let step = 0; step < MOST_STEPS; step++) {
    const [first] = broken();
    if (!first) return factors;
    const l = problem.levels.findIndex(({ name }) => name === first.level);
    const numbers = { problem, tiling: { ...tiling, factors } };
    const [moves] =
      first.rule === 'capacity' ? movesToFit(numbers, l) : first.rule === 'mesh' ? movesToMesh(numbers, l) : [];
    if (!moves) return undefined;
    factors = moved(numbers, moves);
  }
  return undefined;
}
