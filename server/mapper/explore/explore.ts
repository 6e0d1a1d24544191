import { copyTiling, Evaluator, type Problem, prepare, type Tiling } from '../../../language/model/index.js';
import { SearchControl } from '../control.js';
import { explain } from '../explain/explain.js';
import { explainInput } from '../explain/input.js';
import { GreedySearch } from '../factorflow/greedy.js';
import { stackOf } from '../failure.js';
import { findKept } from '../feasibility.js';
import { limitsOf } from '../limits.js';
import { better, OBJECTIVES, type Objective } from '../objective.js';
import { optimal } from '../optimal/index.js';
import { prng } from '../prng.js';
import { DEFAULT_SEARCH, type SearchOptions } from '../request.js';
import { type Sampler, samplerOf } from '../sampling/sampler.js';
import type { SearchSpace } from '../strategy.js';
import { frontOf } from './front.js';
import { namesOf, numbersOf, type Point } from './point.js';
import type { ExploreProgress, ExploreRequest, ExploreResult, Optimum, Points, Sampled, Source } from './request.js';
import { type Kept, Scatter } from './scatter.js';

/** What runs beside an exploration. */
export interface ExploreHooks {
  readonly progress?: (progress: ExploreProgress) => void;
  /** All points as they are found, a few at a time, for those who may have to end this thread before its result. */
  readonly sampled?: (sampled: Sampled) => void;
  /** Cheap, asked at every mapping and inside every search. */
  readonly cancelled?: () => boolean;
}

const PROGRESS_INTERVAL_MS = 50;

/** Why there is nothing to draw where the mapper finds mappings. */
const ONLY_RAGGED =
  'Only mappings whose loops divide are drawn, and all legal ones are ragged; the mapper finds the best.';

/**
 * What the published scripts `explore_random_mappings` and `explore_starting_points` do: the cost of many mappings, to be held
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
    if (found.kind === 'none') {
      const reason = explain(kept, { sizes, ragged: false });
      const only = request.ragged && findKept(problem, { sizes, ragged: true }).found.kind === 'legal';
      return { kind: 'infeasible', reason: only ? { ...reason, message: `${ONLY_RAGGED} ${reason.message}` } : reason };
    }
    const legal = found.kind === 'legal' ? found.tiling : null;
    return new Exploration({ problem: kept, sizes, legal }, problem, request, hooks).run();
  } catch (error) {
    return { kind: 'failed', message: stackOf(error) };
  }
}

class Exploration {
  readonly #evaluator: Evaluator;
  readonly #objective: Objective;
  readonly #search: SearchOptions;
  #random: () => number;
  #best: { tiling: Tiling; value: number } | null = null;
  #shown = Number.NEGATIVE_INFINITY;

  constructor(
    readonly space: SearchSpace,
    /** In which what memories keep is not decided yet. */
    readonly problem: Problem,
    readonly request: ExploreRequest,
    readonly hooks: ExploreHooks,
  ) {
    this.#evaluator = new Evaluator(space.problem);
    this.#objective = OBJECTIVES[request.objective];
    const { objective, ragged, timeLimit } = request;
    this.#search = { ...DEFAULT_SEARCH, objective, ragged, timeLimit };
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
    const points = [random, starts].filter(({ value }) => value.length > 0);
    if (points.length === 0) return { kind: 'cancelled' };
    const optimum = this.#optimum();
    const { sampling, mappings } = sampler;
    return {
      kind: 'explored',
      objective: this.#objective.name,
      sampling,
      mappings,
      names: namesOf(this.problem),
      points,
      front: frontOf([optimum, ...points.flatMap(({ front }) => front)]),
      optimum,
      cut: this.#cancelled(),
    };
  }

  /** @param next gives a legal mapping, or null when it was cancelled on the way. */
  #look(source: Source, phase: string, { sampling, mappings }: Sampler, next: () => Tiling | null): Points {
    const count = this.request[source];
    const value = new Float64Array(count);
    const energy_pJ = new Float64Array(count);
    const latency_cycles = new Float64Array(count);
    const evaluator = this.#evaluator;
    const names = namesOf(this.problem);
    const all = new Scatter(this.#objective);
    let untold = new Scatter(this.#objective);
    // Whether the other source is explored, too, makes no difference.
    this.#random = prng(this.request.seed);
    let done = 0;
    let told = 0;
    const part = (from: number, kept: Kept): Points => ({
      source,
      value: value.slice(from, done),
      energy_pJ: energy_pJ.slice(from, done),
      latency_cycles: latency_cycles.slice(from, done),
      ...kept,
    });
    const tell = (): void => {
      const { kept } = untold;
      this.hooks.sampled?.({ objective: this.#objective.name, sampling, mappings, names, points: part(told, kept) });
      all.merge(kept);
      untold = new Scatter(this.#objective);
      told = done;
    };
    for (; done < count && !this.#cancelled(); done++) {
      this.#show(phase, done, count, tell);
      const tiling = next();
      if (tiling === null) break;
      evaluator.evaluate(tiling, null);
      const costs = this.#costs(source, done);
      value[done] = costs.value;
      energy_pJ[done] = costs.energy_pJ;
      latency_cycles[done] = costs.latency_cycles;
      untold.add(costs, () => ({ ...costs, mapping: numbersOf(this.problem, tiling) }));
      if (this.#best === null || better(this.#objective, costs.value, this.#best.value))
        this.#best = { tiling: copyTiling(tiling), value: costs.value };
    }
    tell();
    return part(0, all.kept);
  }

  /** Of what was evaluated last. */
  #costs(source: Point['source'], index: number): Omit<Point, 'mapping'> {
    const { energy: energy_pJ, latency: latency_cycles } = this.#evaluator;
    return { source, index, energy_pJ, latency_cycles, value: this.#objective.value(this.#evaluator) };
  }

  #descents(sampler: Sampler): () => Tiling | null {
    const { problem } = this.space;
    const control = new SearchControl(problem, { ...this.#search, timeLimit: null }, { cancelled: this.#cancelled });
    const greedy = new GreedySearch(problem, limitsOf(problem), control);
    return () => {
      const reached = greedy.from(sampler.next());
      return control.stopped === null ? reached : null;
    };
  }

  /** Starts from the best mapping that was looked at, so none is better than the result. */
  #optimum(): Optimum {
    const search = new SearchControl(this.space.problem, this.#search, {
      cancelled: this.#cancelled,
      progress: () => this.#show('looking for the optimum'),
    });
    if (this.#best !== null) search.offer(this.#best.tiling, this.#best.value);
    if (!search.shouldStop()) optimal({ ...this.space, problem: this.problem }, search);
    const { tiling } = search.best!;
    this.#evaluator.evaluate(tiling);
    const mapping = numbersOf(this.problem, tiling);
    const ragged = this.#evaluator.loops.ragged !== 0;
    return { ...this.#costs('optimum', 0), mapping, gap: search.gap, proven: search.gap === 0, ragged };
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
