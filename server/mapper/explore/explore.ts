import { copyTiling, Evaluator, type Problem, prepare, type Tiling } from '../../../language/model/index.js';
import { SearchControl } from '../control.js';
import { explain } from '../explain/explain.js';
import { explainInput } from '../explain/input.js';
import { GreedySearch } from '../factorflow/greedy.js';
import { stackOf } from '../failure.js';
import { findKept } from '../feasibility.js';
import { limitsOf } from '../limits.js';
import { optimal } from '../optimal/index.js';
import { prng } from '../prng.js';
import { DEFAULT_SEARCH } from '../request.js';
import { type Sampler, samplerOf } from '../sampling/sampler.js';
import type { SearchSpace } from '../strategy.js';
import type { Explored, ExploreProgress, ExploreRequest, ExploreResult, Points, Sampled, Source } from './request.js';

/** What runs beside an exploration. */
export interface ExploreHooks {
  readonly progress?: (progress: ExploreProgress) => void;
  /** All points as they are found, a few at a time, for those who may have to end this thread before its result. */
  readonly sampled?: (sampled: Sampled) => void;
  /** Cheap, asked at every mapping and inside every search. */
  readonly cancelled?: () => boolean;
}

const PROGRESS_INTERVAL_MS = 50;

const BY_EDP = { ...DEFAULT_SEARCH, objective: 'edp' as const };

/**
 * What the published scripts `explore_random_mappings` and `explore_starting_points` do: the EDP of many mappings, to be held
 * against the best possible. In this thread; the same seed gives the same points. Bugs come back as `failed`, with their
 * stack.
 */
export function explore(request: ExploreRequest, hooks: ExploreHooks = {}): ExploreResult {
  try {
    const { architecture, workload, options } = request;
    const invalid = explainInput(architecture, workload);
    if (invalid !== null) return { kind: 'infeasible', reason: invalid };
    const problem = prepare(architecture, workload, options);
    const sizes = problem.sizes.map((size) => [size]);
    const { found, kept } = findKept(problem, { sizes, ragged: false });
    if (found.kind === 'none') return { kind: 'infeasible', reason: explain(kept, { sizes, ragged: false }) };
    const legal = found.kind === 'legal' ? found.tiling : null;
    return new Exploration({ problem: kept, sizes, legal }, problem, request, hooks).run();
  } catch (error) {
    return { kind: 'failed', message: stackOf(error) };
  }
}

class Exploration {
  readonly #evaluator: Evaluator;
  #random: () => number;
  #best: { tiling: Tiling; edp: number } | null = null;
  #shown = Number.NEGATIVE_INFINITY;

  constructor(
    readonly space: SearchSpace,
    /** In which what memories keep is not decided yet. */
    readonly problem: Problem,
    readonly request: ExploreRequest,
    readonly hooks: ExploreHooks,
  ) {
    this.#evaluator = new Evaluator(space.problem);
    this.#random = prng(request.seed);
  }

  run(): ExploreResult {
    this.#show('counting legal mappings');
    const sampler = samplerOf(this.space, () => this.#random(), this.#cancelled);
    if (sampler === null) {
      if (this.#cancelled()) return { kind: 'cancelled' };
      return { kind: 'failed', message: 'whether a legal mapping exists could not be decided' };
    }
    const random = this.#look('random', 'sampling', sampler, () => sampler.next());
    const starts = this.#look('starts', 'descending', sampler, this.#descents(sampler));
    const points = [random, starts].filter(({ edp_pJ_cycles }) => edp_pJ_cycles.length > 0);
    if (points.length === 0) return { kind: 'cancelled' };
    const optimum = this.#optimum();
    const { sampling, mappings } = sampler;
    return { kind: 'explored', sampling, mappings, points, optimum, cut: this.#cancelled() };
  }

  /** @param next gives a legal mapping, or null when it was cancelled on the way. */
  #look(source: Source, phase: string, { sampling, mappings }: Sampler, next: () => Tiling | null): Points {
    const count = this.request[source];
    const edp_pJ_cycles = new Float64Array(count);
    const energy_pJ = new Float64Array(count);
    const latency_cycles = new Float64Array(count);
    const evaluator = this.#evaluator;
    // Whether the other source is explored, too, makes no difference.
    this.#random = prng(this.request.seed);
    let done = 0;
    let told = 0;
    const part = (from: number): Points => ({
      source,
      edp_pJ_cycles: edp_pJ_cycles.slice(from, done),
      energy_pJ: energy_pJ.slice(from, done),
      latency_cycles: latency_cycles.slice(from, done),
    });
    const tell = (): void => {
      this.hooks.sampled?.({ sampling, mappings, points: part(told) });
      told = done;
    };
    for (; done < count && !this.#cancelled(); done++) {
      this.#show(phase, done, count, tell);
      const tiling = next();
      if (tiling === null) break;
      evaluator.evaluate(tiling, null);
      edp_pJ_cycles[done] = evaluator.edp;
      energy_pJ[done] = evaluator.energy;
      latency_cycles[done] = evaluator.latency;
      if (this.#best === null || evaluator.edp < this.#best.edp) {
        this.#best = { tiling: copyTiling(tiling), edp: evaluator.edp };
      }
    }
    tell();
    return part(0);
  }

  #descents(sampler: Sampler): () => Tiling | null {
    const { problem } = this.space;
    const control = new SearchControl(problem, BY_EDP, { cancelled: this.#cancelled });
    const greedy = new GreedySearch(problem, limitsOf(problem), control);
    return () => {
      const reached = greedy.from(sampler.next());
      return control.stopped === null ? reached : null;
    };
  }

  /** Starts from the best mapping that was looked at, so none is better than the result. */
  #optimum(): Explored['optimum'] {
    const search = new SearchControl(
      this.space.problem,
      { ...BY_EDP, timeLimit: this.request.timeLimit },
      { cancelled: this.#cancelled, progress: () => this.#show('looking for the optimum') },
    );
    if (this.#best !== null) search.offer(this.#best.tiling, this.#best.edp);
    if (!search.shouldStop()) optimal({ ...this.space, problem: this.problem }, search);
    return { edp_pJ_cycles: search.best!.value, gap: search.gap, proven: search.gap === 0 };
  }

  readonly #cancelled = (): boolean => this.hooks.cancelled?.() ?? false;

  /** @param first is done before, if it is time to: whoever ends this thread at what is shown must have been told of it. */
  #show(phase: string, done: number | null = null, count: number | null = null, first: () => void = () => {}): void {
    const now = performance.now();
    if (now - this.#shown < PROGRESS_INTERVAL_MS) return;
    this.#shown = now;
    first();
    this.hooks.progress?.({ phase, done, count });
  }
}
