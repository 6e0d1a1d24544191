import { copyTiling, mappingOf, type Problem, type Tiling } from '../../language/model/index.js';
import { better, gapOf, OBJECTIVES, type Objective, ties } from './objective.js';
import type { Progress, SearchOptions, StopReason } from './request.js';
import type { Threads } from './threads/threads.js';

/** How a search is watched and stopped from outside. */
export interface SearchHooks {
  /** Called from `shouldStop` at most every {@link PROGRESS_INTERVAL_MS}. */
  readonly progress?: (progress: Progress) => void;
  /** Cheap, asked at every `shouldStop`. */
  readonly cancelled?: () => boolean;
  /** For a search with several threads; they must share memory. Without them it has one. */
  readonly threads?: Threads;
}

/** Half of what mapper.md demands, so one late call does not break the promise. */
const PROGRESS_INTERVAL_MS = 50;
/** Calls of `shouldStop` between two looks at the clock. */
const CALLS_PER_LOOK = 16;

/** What a strategy reports to, and what tells it to stop. Keeps the best tiling offered and the tightest bound. */
export class SearchControl {
  readonly objective: Objective;
  readonly #started = performance.now();
  #phase = 'starting';
  #evaluations = 0;
  #best: { tiling: Tiling; value: number; tieBreak: number } | null = null;
  #bound: number | null = null;
  #stopped: StopReason | null = null;
  #calls = 0;
  #lastProgress = Number.NEGATIVE_INFINITY;

  constructor(
    readonly problem: Problem,
    readonly options: SearchOptions,
    readonly hooks: SearchHooks = {},
  ) {
    this.objective = OBJECTIVES[options.objective];
  }

  /** The best tiling offered so far; not to be changed. */
  get best(): { readonly tiling: Tiling; readonly value: number } | null {
    return this.#best;
  }

  /** What no mapping can beat, null while nothing is known. */
  get bound(): number | null {
    return this.#bound;
  }

  /** Whether the bound says that there is no legal mapping. */
  get impossible(): boolean {
    return this.#bound === (this.objective.higherIsBetter ? 0 : Number.POSITIVE_INFINITY);
  }

  get evaluations(): number {
    return this.#evaluations;
  }

  get seconds(): number {
    return (performance.now() - this.#started) / 1000;
  }

  /** Why the search was stopped from outside; null if it was not. */
  get stopped(): StopReason | null {
    return this.#stopped;
  }

  /** Names what the search does from now on, for progress. */
  begin(phase: string): void {
    this.#phase = phase;
  }

  /** Counts evaluations of the model. */
  count(evaluations: number): void {
    this.#evaluations += evaluations;
  }

  /**
   * A legal tiling with its value. Kept, as a copy, if it is better than all before.
   *
   * @param tieBreak the objective's, lower is better, where the strategy has it.
   * @returns whether it was.
   */
  offer(tiling: Tiling, value: number, tieBreak = Number.POSITIVE_INFINITY): boolean {
    if (Number.isNaN(value)) return false;
    const best = this.#best;
    if (best !== null) {
      const tied = ties(value, best.value) && tieBreak !== best.tieBreak;
      if (tied ? tieBreak > best.tieBreak : !better(this.objective, value, best.value)) return false;
    }
    this.#best = { tiling: copyTiling(tiling), value, tieBreak };
    return true;
  }

  /** A bound on the value of every legal mapping: lower, for `wart` upper. Kept if it is tighter than before. */
  raiseBound(bound: number): void {
    if (this.#bound === null || better(this.objective, this.#bound, bound)) this.#bound = bound;
  }

  /** Percent that the best tiling may be from the best possible; null while there is none, or no bound. */
  get gap(): number | null {
    return this.#best === null || this.#bound === null ? null : gapOf(this.objective, this.#best.value, this.#bound);
  }

  /**
   * Whether to return now: cancelled, out of time, or within the gap that the user accepts. Cheap enough for every
   * evaluation; a strategy must call it at least every few milliseconds, as progress and cancellation rest on it.
   */
  shouldStop(): boolean {
    if (this.#stopped !== null) return true;
    if (this.hooks.cancelled?.()) {
      this.#stopped = 'cancelled';
      return true;
    }
    if (this.#calls++ % CALLS_PER_LOOK !== 0) return false;
    const { timeLimit, gap } = this.options;
    const now = performance.now();
    if (now - this.#lastProgress >= PROGRESS_INTERVAL_MS) {
      this.#lastProgress = now;
      this.hooks.progress?.(this.progress());
    }
    if (timeLimit !== null && now - this.#started >= 1000 * timeLimit) this.#stopped = 'time';
    else if (gap !== null && this.gap !== null && this.gap <= gap) this.#stopped = this.gap === 0 ? 'proven' : 'gap';
    return this.#stopped !== null;
  }

  /** The state of the search, as it is shown while it runs. */
  progress(): Progress {
    const best = this.#best;
    return {
      phase: this.#phase,
      evaluations: this.#evaluations,
      seconds: this.seconds,
      best: best === null ? null : { value: best.value, mapping: mappingOf(this.problem, best.tiling) },
      bound: this.#bound,
    };
  }
}
