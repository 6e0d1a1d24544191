import type { MapRequest, MapResult, Progress } from '../mapper/request.js';

/** What runs a search; the mapper, which does it in a worker. */
export interface SearchRunner {
  map(
    request: MapRequest,
    hooks: { progress?: (progress: Progress) => void; signal?: AbortSignal },
  ): Promise<MapResult>;
}

/** What came of a search, or that a newer one of the same pair took over. */
export type SearchOutcome = MapResult | { kind: 'superseded' };

/** The searches that run. Those of different pairs run side by side; a new one of the same pair takes over. */
export class Searches {
  private readonly running = new Map<string, AbortController>();

  constructor(private readonly runner: SearchRunner) {}

  /**
   * Never rejects: a bug in the mapper is an outcome, too.
   *
   * @param pair what identifies the pair of architecture and workload
   */
  async run(
    pair: string,
    request: MapRequest,
    progress: (progress: Progress) => void,
    cancelled: AbortSignal,
  ): Promise<SearchOutcome> {
    this.running.get(pair)?.abort();
    const own = new AbortController();
    this.running.set(pair, own);
    try {
      const result = await this.runner.map(request, {
        progress: (at) => {
          if (!own.signal.aborted) progress(at);
        },
        signal: AbortSignal.any([own.signal, cancelled]),
      });
      return own.signal.aborted ? { kind: 'superseded' } : result;
    } catch (error) {
      console.error('The mapper failed.', error);
      return { kind: 'failed', message: error instanceof Error ? error.message : String(error), report: null };
    } finally {
      if (this.running.get(pair) === own) this.running.delete(pair);
    }
  }
}
