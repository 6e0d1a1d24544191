import type { MapSavedOutcome, ModelOptions, SavedProgress, SearchOptions } from '../../protocol/index.js';
import type { Searches } from '../mapping/searches.js';
import type { ResultStore } from '../results/store.js';
import type { SavedPair } from './pairs.js';
import { VainSearches } from './vain-searches.js';

/** More pairs than this are not mapped after one save. */
export const MOST_PAIRS = 32;

/** Seconds for each pair, unless the user allows less. */
const SECONDS = 10;

/** Maps, in the background and one after the other, what a document has saved. */
export class SavedSearches {
  private readonly running = new Map<string, AbortController>();
  private readonly vain = new VainSearches();

  constructor(
    private readonly searches: Searches,
    private readonly results: ResultStore,
  ) {}

  /**
   * Ends early when it is cancelled, or when the document is saved again.
   *
   * @param pairs are asked for when an earlier save of the document makes way
   */
  async run(
    uri: string,
    pairs: () => Promise<readonly SavedPair[]>,
    options: ModelOptions,
    search: SearchOptions,
    progress: (progress: Omit<SavedProgress, 'job'>) => void,
    cancelled: AbortSignal,
  ): Promise<MapSavedOutcome> {
    this.running.get(uri)?.abort();
    const own = new AbortController();
    this.running.set(uri, own);
    const signal = AbortSignal.any([own.signal, cancelled]);
    const saved: MapSavedOutcome = { mapped: 0, known: 0, without: 0 };
    try {
      const all = (await pairs()).slice(0, MOST_PAIRS);
      const limited = { ...search, threads: 1, timeLimit: Math.min(search.timeLimit ?? SECONDS, SECONDS) };
      for (const [done, pair] of all.entries()) {
        if (signal.aborted) break;
        progress({ done, pairs: all.length, ...pair.references });
        saved[await this.map(uri, pair, options, limited, signal)]++;
      }
    } finally {
      if (this.running.get(uri) === own) this.running.delete(uri);
    }
    return saved;
  }

  private async map(
    uri: string,
    { architecture, workload, references }: SavedPair,
    options: ModelOptions,
    search: SearchOptions,
    signal: AbortSignal,
  ): Promise<keyof MapSavedOutcome> {
    const question = { architecture, workload, options, names: { uri, ...references } };
    if (this.results.knows(question, search)) return 'known';
    if (this.vain.has(question, search)) return 'without';
    const result = await this.searches.runInBackground({ architecture, workload, options, search }, () => {}, signal);
    if (result.kind === 'infeasible') this.vain.impossible(question, search);
    if (result.kind === 'cancelled' && !signal.aborted) this.vain.outOfTime(question, search);
    if (result.kind !== 'mapped') return 'without';
    this.results.add(question, { ...result, finished: Date.now() }, this.results.askedBefore(question.names));
    return 'mapped';
  }
}
