import type { SearchRunner } from '../../mapper/job.js';
import type { MapRequest, MapResult, Progress } from '../../mapper/request.js';

/** What came of a search, or that a newer one of the same pair took over. */
export type SearchOutcome = MapResult | { kind: 'superseded' };

/**
 * The searches that run. Those of different pairs run side by side; a new one of the same pair takes over. What runs in the
 * background makes way for all that somebody waits for.
 */
export class Searches {
  private readonly running = new Map<string, AbortController>();
  /** How much runs that somebody waits for. */
  private awaited = 0;
  private readonly background = new Set<AbortController>();
  private readonly whenFree = new Set<() => void>();

  constructor(private readonly runner: SearchRunner) {}

  /**
   * Never rejects: a bug in the mapper is an outcome, too.
   *
   * @param pair what identifies the pair of architecture and workload
   */
  run(
    pair: string,
    request: MapRequest,
    progress: (progress: Progress) => void,
    cancelled: AbortSignal,
  ): Promise<SearchOutcome> {
    return this.ahead(() => this.supersede(pair, request, progress, cancelled));
  }

  /** Does what somebody waits for; the background makes way until that is over. */
  async ahead<T>(action: () => Promise<T>): Promise<T> {
    this.awaited++;
    for (const search of this.background) search.abort();
    try {
      return await action();
    } finally {
      this.awaited--;
      if (this.awaited === 0) for (const go of this.whenFree) go();
    }
  }

  /**
   * Searches when nobody waits for anything else: it is stopped when somebody does, and starts again when that is over. Never
   * rejects.
   */
  async runInBackground(
    request: MapRequest,
    progress: (progress: Progress) => void,
    cancelled: AbortSignal,
  ): Promise<MapResult> {
    for (;;) {
      await this.free(cancelled);
      if (cancelled.aborted) return { kind: 'cancelled' };
      const yielding = new AbortController();
      this.background.add(yielding);
      const result = await this.search(request, progress, AbortSignal.any([yielding.signal, cancelled]));
      this.background.delete(yielding);
      if (!yielding.signal.aborted) return result;
    }
  }

  /** Resolves when nobody waits for anything, or nothing is wanted any more. */
  private async free(cancelled: AbortSignal): Promise<void> {
    while (this.awaited > 0 && !cancelled.aborted) {
      await new Promise<void>((resolve) => {
        const go = () => {
          this.whenFree.delete(go);
          cancelled.removeEventListener('abort', go);
          resolve();
        };
        this.whenFree.add(go);
        cancelled.addEventListener('abort', go);
      });
    }
  }

  private async supersede(
    pair: string,
    request: MapRequest,
    progress: (progress: Progress) => void,
    cancelled: AbortSignal,
  ): Promise<SearchOutcome> {
    this.running.get(pair)?.abort();
    const own = new AbortController();
    this.running.set(pair, own);
    const heard = (at: Progress) => {
      if (!own.signal.aborted) progress(at);
    };
    const result = await this.search(request, heard, AbortSignal.any([own.signal, cancelled]));
    if (this.running.get(pair) === own) this.running.delete(pair);
    return own.signal.aborted ? { kind: 'superseded' } : result;
  }

  private async search(
    request: MapRequest,
    progress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<MapResult> {
    try {
      return await this.runner.map(request, { progress, signal });
    } catch (error) {
      console.error('The mapper failed.', error);
      return { kind: 'failed', message: error instanceof Error ? error.message : String(error), report: null };
    }
  }
}
