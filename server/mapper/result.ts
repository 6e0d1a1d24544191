import { Evaluator, type Problem, report, type Tiling, violationsOf } from '../../language/model/index.js';
import { gapOf, OBJECTIVES } from './objective.js';
import { coveredSizes } from './padding.js';
import { looksAtRagged, type MapReport, type SearchOptions } from './request.js';

/** What a search has come to, next to its best tiling. */
export interface Effort {
  readonly bound: number | null;
  readonly evaluations: number;
  readonly seconds: number;
}

/**
 * The report of a search's best tiling: its cost by a full evaluation, its sizes by what the loops cover.
 *
 * @throws Error if the tiling is not legal, which is a bug of the strategy.
 */
export function mapReport(problem: Problem, search: SearchOptions, tiling: Tiling, effort: Effort): MapReport {
  const sizes = coveredSizes(problem, tiling);
  const grown = problem.dimensions.flatMap((dimension, d): [string, { from: number; to: number }][] =>
    sizes[d] === problem.sizes[d] ? [] : [[dimension, { from: problem.sizes[d], to: sizes[d] }]],
  );
  const covered = search.pad ? sizes : problem.sizes;
  const broken = violationsOf(problem, tiling, covered);
  if (broken.length > 0) throw new Error(`strategy ${search.strategy} broke a rule: ${broken[0].message}`);

  const objective = OBJECTIVES[search.objective];
  const evaluator = new Evaluator(problem);
  evaluator.evaluate(tiling, covered);
  const value = objective.value(evaluator);
  const { bound, evaluations, seconds } = effort;
  const gap = bound === null ? null : gapOf(objective, value, bound);
  const { strategy, threads, seed } = search;
  return {
    ...report(problem, tiling, [], covered),
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
