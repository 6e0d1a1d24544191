import { prepare, tilingOf } from '../../language/model/index.js';
import { stackOf } from './failure.js';
import type { MapReply } from './messages.js';
import type { MapReport, MapRequest, MapResult, Progress } from './request.js';
import { mapReport } from './result.js';
import { ask } from './threads/ask.js';
import type { Thread, Threads } from './threads/threads.js';

/** What runs beside a search. */
export interface MapHooks {
  /** Called at least every 100 ms while the search runs. */
  readonly progress?: (progress: Progress) => void;
  /** Stops the search; the best mapping so far is the result. */
  readonly signal?: AbortSignal;
}

/** What runs a search; the {@link Mapper}, which does it in a worker. */
export interface SearchRunner {
  map(request: MapRequest, hooks: MapHooks): Promise<MapResult>;
}

/** How a mapper uses the machine. */
export interface MapperOptions {
  /** Searches that run at the same time; further ones wait. */
  readonly workers?: number;
}

/** A search that waits or runs. */
interface Job {
  readonly request: MapRequest;
  readonly hooks: MapHooks;
  readonly finish: (result: MapResult) => void;
}

/** Runs searches in worker threads, which are started when needed and kept for the next search. */
export class Mapper implements SearchRunner {
  readonly #threads: Threads;
  readonly #limit: number;
  readonly #idle: Thread[] = [];
  /** What cancels each search that runs. */
  readonly #running = new Map<Thread, () => void>();
  readonly #waiting: Job[] = [];

  constructor(threads: Threads, { workers = Math.max(2, threads.parallel) }: MapperOptions = {}) {
    this.#threads = threads;
    this.#limit = workers;
  }

  /**
   * Searches in a worker, and with one thread where those share no memory. The promise never rejects: cancellation, a
   * worker's death and bugs are results, too.
   */
  map(asked: MapRequest, hooks: MapHooks = {}): Promise<MapResult> {
    const request = this.#threads.sharedMemory ? asked : { ...asked, search: { ...asked.search, threads: 1 } };
    return new Promise((resolve) => {
      if (hooks.signal?.aborted) {
        resolve({ kind: 'cancelled' });
        return;
      }
      const job: Job = {
        request,
        hooks,
        finish: (result) => {
          hooks.signal?.removeEventListener('abort', leave);
          resolve(result);
        },
      };
      const leave = (): void => {
        const place = this.#waiting.indexOf(job);
        if (place < 0) return;
        this.#waiting.splice(place, 1);
        job.finish({ kind: 'cancelled' });
      };
      hooks.signal?.addEventListener('abort', leave);
      this.#waiting.push(job);
      this.#next();
    });
  }

  /** Starts a worker, which the next search finds ready: for callers that take a while until they know what to search. */
  warmUp(): void {
    try {
      this.#idle.push(this.#threads.start());
    } catch {
      // The search tries again, and says why there can be none.
    }
  }

  /** Cancels all searches and ends all workers. */
  async dispose(): Promise<void> {
    for (const job of this.#waiting.splice(0)) job.finish({ kind: 'cancelled' });
    for (const cancel of [...this.#running.values()]) cancel();
    const workers = [...this.#running.keys(), ...this.#idle.splice(0)];
    await Promise.all(workers.map((worker) => worker.end()));
  }

  #next(): void {
    if (this.#running.size >= this.#limit) return;
    const job = this.#waiting.shift();
    if (job !== undefined) this.#run(job);
  }

  #run({ request, hooks, finish }: Job): void {
    const started = performance.now();
    let worker: Thread;
    try {
      worker = this.#idle.pop() ?? this.#threads.start();
    } catch (error) {
      finish({ kind: 'failed', message: `the mapper's worker did not start: ${stackOf(error)}`, report: null });
      return;
    }
    let last: Progress | null = null;
    const cancel = ask<MapReply, MapResult>(worker, this.#threads.sharedMemory, {
      request: (cancel) => ({ map: request, cancel }),
      read: (reply) => {
        if (reply.kind === 'result') return reply.result;
        last = reply.progress;
        hooks.progress?.(reply.progress);
        return null;
      },
      cancelled: () => {
        const report = salvage(request, last);
        return report === null ? { kind: 'cancelled' } : { kind: 'mapped', report, stopped: 'cancelled' };
      },
      died: (reason) => {
        const seconds = ((performance.now() - started) / 1000).toFixed(1);
        const message = `the mapper's worker ended after ${seconds} s: ${reason}`;
        return { kind: 'failed', message, report: salvage(request, last) };
      },
      done: (result, alive) => {
        this.#running.delete(worker);
        hooks.signal?.removeEventListener('abort', cancel);
        if (alive) this.#idle.push(worker);
        else void worker.end();
        finish(result);
        this.#next();
      },
    });
    this.#running.set(worker, cancel);
    hooks.signal?.addEventListener('abort', cancel);
  }
}

/** The report of the best mapping that a worker has shown before it was lost. */
function salvage({ architecture, workload, options, search }: MapRequest, progress: Progress | null): MapReport | null {
  if (progress === null || progress.best === null) return null;
  const problem = prepare(architecture, workload, options);
  return mapReport(problem, search, tilingOf(problem, progress.best.mapping), progress);
}
