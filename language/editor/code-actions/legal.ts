import { homeOf } from '../../evaluation/culprits.js';
import { completing } from '../../evaluation/rounds.js';
import { violationsOf } from '../../model/index.js';
import { divided } from './divided.js';
import type { Edit } from './fix.js';
import { changesTo, rewriteLevel, setLoops } from './loops.js';
import { moved, movesToFit, movesToMesh } from './moves.js';
import { type Judged, ofMapping } from './violation-fixes.js';

/** All loops of a mapping that must change for it to break no rule, at once. A single rule has fixes of its own. */
export const legal = ofMapping((judged) => {
  const edits = violationsOf(judged.problem, judged.tiling).length > 1 ? makeLegal(judged) : undefined;
  return edits ? [{ title: `Make mapping \`${judged.node.name}\` legal`, edits }] : [];
});

/**
 * The edits after which a mapping breaks no rule, with as little changed as can be found step by step; undefined where none
 * are found.
 */
export function makeLegal(judged: Judged): Edit[] | undefined {
  const factors = repaired(judged);
  if (!factors) return undefined;
  const { problem, tiling } = judged;
  const edits: Edit[] = [];
  const rewritten = new Set<string | null>();
  for (const { rule, level } of violationsOf(problem, { ...tiling, factors })) {
    if (rule !== 'order') continue;
    const l = problem.levels.findIndex(({ name }) => name === level);
    const lines = rewriteLevel(judged, l, factors);
    if (!lines) return undefined;
    edits.push(...lines);
    rewritten.add(level);
  }
  const others = changesTo(judged, factors).filter(({ level }) => !rewritten.has(level));
  return [...edits, ...setLoops(judged, others)];
}

/** More memories and meshes than this are not made to fit. */
const MOST_STEPS = 40;

/** Iterations that keep all rules but that of the order, with as little changed as can be found step by step. */
function repaired({ problem, tiling }: Judged): Float64Array | undefined {
  const D = problem.dimensions.length;
  let factors: Float64Array = tiling.factors.slice();
  const broken = () => violationsOf(problem, { ...tiling, factors }).filter(({ rule }) => rule !== 'order');
  problem.dimensions.forEach((dimension, d) => {
    const isBroken = () => broken().some((one) => one.dimension === dimension);
    if (!isBroken()) return;
    const home = homeOf(problem, dimension) * D + d;
    const written = factors[home]!;
    factors[home] = completing(problem, tiling, d) ?? written;
    if (!isBroken()) return;
    factors[home] = written;
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
