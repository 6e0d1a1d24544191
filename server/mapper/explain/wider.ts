import { count } from '../../../language/figures.js';
import { type Problem, sizesOf, type Tiling } from '../../../language/model/index.js';
import { findLegal, type LoopSpace } from '../feasibility.js';
import { limitsOf } from '../limits.js';
import { paddedSizes } from '../padding.js';
import type { Remedy } from '../request.js';
import { MAX_TRIALS } from './exclusion.js';
import { list, remedy } from './reason.js';

/** What a search for other loops would find: ragged ones, unless they were looked at, and those of padded sizes. */
export function wider(problem: Problem, space: LoopSpace): Remedy[] {
  return [...(space.ragged ? [] : raggedRemedy(problem)), ...paddingRemedy(problem)];
}

/** The ragged loops that would make a mapping possible, if any do. */
function raggedRemedy(problem: Problem): Remedy[] {
  const sizes = problem.sizes.map((size) => [size]);
  const found = findLegal(problem, limitsOf(problem), { sizes, ragged: true }, MAX_TRIALS);
  const loops = found.kind === 'legal' ? raggedLoops(problem, found.tiling) : [];
  return loops.length === 0 ? [] : [remedy(`With ragged fanouts, ${list(loops)}.`, [{ kind: 'ragged' }])];
}

/** What a tiling leaves idle, outermost level first: `PEs could have M = 14 with 8 of 14 working in the last round`. */
function raggedLoops(problem: Problem, { factors }: Tiling): string[] {
  const D = problem.dimensions.length;
  const blocks = [...problem.sizes];
  const loops: { name: string; loop: string; working: string }[] = [];
  for (let l = problem.levels.length - 1; l >= 0; l--) {
    problem.dimensions.forEach((dimension, d) => {
      const n = factors[l * D + d];
      const working = blocks[d] % n;
      blocks[d] = Math.ceil(blocks[d] / n);
      if (working === 0) return;
      const { name } = problem.levels[l];
      loops.unshift({ name, loop: `${dimension} = ${count(n)}`, working: `${count(working)} of ${count(n)}` });
    });
  }
  return loops.map(({ name, loop, working }, i) =>
    i === 0
      ? `${name} could have ${loop} with ${working} working in the last round`
      : `${name} ${loop} with ${working}`,
  );
}

/** The padding that would make a mapping possible, if any does. */
function paddingRemedy(problem: Problem): Remedy[] {
  const found = findLegal(problem, limitsOf(problem), { sizes: paddedSizes(problem), ragged: false }, MAX_TRIALS);
  if (found.kind !== 'legal') return [];
  const grown = sizesOf(problem, found.tiling).flatMap((size, d) =>
    size === problem.sizes[d] ? [] : [`${problem.dimensions[d]} becomes ${count(size)}`],
  );
  return grown.length === 0 ? [] : [remedy(`With padding, ${list(grown)}.`, [{ kind: 'pad' }])];
}
