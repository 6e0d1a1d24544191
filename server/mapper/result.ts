import { Evaluator, type Problem, report, sizesOf, type Tiling, violationsOf } from '../../language/model/index.js';
import { gapOf, OBJECTIVES } from './objective.js';
import { looksAtRagged, type MapReport, type SearchOptions } from './request.js';

/** What a search has come to, next to its best tiling. */
export interface Effort {
  readonly bound: number | null;
  readonly evaluations: number;
  readonly seconds: number;
}

/**
 * The report of a search's best tiling: its cost by a full evaluation, with padding, its sizes by what the loops multiply up to.
 *
 * @throws Error if the tiling is not legal, which is a bug of the strategy.
 */
export function mapReport(problem: Problem, search: SearchOptions, tiling: Tiling, effort: Effort): MapReport {
  const sizes = search.pad && !looksAtRagged(search) ? sizesOf(problem, tiling) : problem.sizes;
  const grown = problem.dimensions.flatMap((dimension, d): [string, { from: number; to: number }][] =>
    sizes[d] === problem.sizes[d] ? [] : [[dimension, { from: problem.sizes[d], to: sizes[d] }]],
  );
  const broken = violationsOf(problem, tiling, sizes);
  if (broken.length > 0) throw new Error(`strategy ${search.strategy} broke a rule: ${broken[0].message}`);

  const objective = OBJECTIVES[search.objective];
  const evaluator = new Evaluator(problem);
  evaluator.evaluate(tiling, sizes);
  const value = objective.value(evaluator);
  const { bound, evaluations, seconds } = effort;
  const gap = bound === null ? null : gapOf(objective, value, bound);
  const { strategy, threads, seed } = search;
  return {
    ...report(problem, tiling, [], sizes),
    ...(grown.length > 0 ? { padded: Object.fromEntries(grown) } : {}),
    search: {
      objective: objective.name,
      strategy,
      value,
      bound,
      gap,
      proven: gap === 0,
      evaluations,
      seconds,
      threads,
      seed,
      ragged: looksAtRagged(search),
    },
  };
}
