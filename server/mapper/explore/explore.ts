import { Evaluator, prepare } from '../../../language/model/index.js';
import { SearchControl } from '../control.js';
import { explain, explainInput } from '../explain.js';
import { Descent, MAX_LOOK_AHEAD } from '../factorflow/descent.js';
import { movesOf } from '../factorflow/moves.js';
import { findLegal } from '../feasibility.js';
import { limitsOf } from '../limits.js';
import { optimal } from '../optimal/index.js';
import { Placement } from '../placement.js';
import { prng } from '../prng.js';
import { DEFAULT_SEARCH } from '../request.js';
import { samplerOf } from '../sampling/sampler.js';
import type { ExploreProgress, ExploreRequest, ExploreResult } from './request.js';

export interface ExploreHooks {
  readonly progress?: (progress: ExploreProgress) => void;
  /** Cheap, asked at every mapping and inside every search. */
  readonly cancelled?: () => boolean;
}

/** How long the optimum is looked for before the best so far stands in for it, in seconds. */
const OPTIMUM_SECONDS = 10;
const PROGRESS_INTERVAL_MS = 50;

/**
 * What the published scripts `explore_random_mappings` and `explore_starting_points` do: the EDP of many mappings, to be held
 * against the best possible. In this thread; the same seed gives the same points.
 */
export function explore(request: ExploreRequest, { progress, cancelled }: ExploreHooks = {}): ExploreResult {
  const { architecture, workload, options, source, count, seed } = request;
  const invalid = explainInput(architecture, workload);
  if (invalid !== null) return { kind: 'infeasible', reason: invalid };
  const problem = prepare(architecture, workload, options);
  const limits = limitsOf(problem);
  const sizes = problem.sizes.map((size) => [size]);
  const indivisible = problem.constraints.some((constraint) => constraint.indivisible !== null);
  const found = indivisible ? { kind: 'none' as const } : findLegal(problem, limits, sizes);
  if (found.kind === 'none') return { kind: 'infeasible', reason: explain(problem, sizes) };
  if (found.kind === 'undecided')
    return { kind: 'failed', message: 'whether a legal mapping exists could not be decided' };

  const byEdp = { ...DEFAULT_SEARCH, objective: 'edp' as const };
  const space = { problem, sizes, legal: found.tiling };
  const search = new SearchControl(problem, { ...byEdp, timeLimit: OPTIMUM_SECONDS }, { cancelled });
  optimal(space, search);
  if (cancelled?.() || search.best === null) return { kind: 'cancelled' };

  const sampler = samplerOf(space, prng(seed), () => cancelled?.() ?? false);
  if (sampler === null) return { kind: 'cancelled' };
  const evaluator = new Evaluator(problem);
  const { single } = movesOf(problem, limits, problem.sizes);
  const points = new Float64Array(count);
  let best = search.best.value;
  let done = 0;
  let shown = 0;
  for (; done < count && !cancelled?.(); done++) {
    const start = sampler.next();
    if (source === 'random') {
      evaluator.evaluate(start);
      points[done] = evaluator.edp;
    } else {
      const control = new SearchControl(problem, byEdp, { cancelled });
      const [edp] = new Descent(control, new Placement(problem, limits, start)).descend(single, MAX_LOOK_AHEAD);
      if (control.stopped !== null) break;
      points[done] = edp;
    }
    best = Math.min(best, points[done]);
    const now = performance.now();
    if (progress !== undefined && now - shown >= PROGRESS_INTERVAL_MS) {
      shown = now;
      progress({ done, count });
    }
  }
  const optimum = { edp_pJ_cycles: best, proven: search.gap === 0 };
  return { kind: 'explored', points: points.slice(0, done), optimum, cut: done < count };
}
