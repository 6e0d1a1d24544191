import { prepare, tilingOf } from '../../language/model/index.js';
import type { MapReply, WorkerRequest } from './messages.js';
import type { MapReport, MapRequest, MapResult, Progress } from './request.js';
import { mapReport } from './result.js';
import { messageOf, type Thread, type Threads } from './threads/threads.js';

/** After this long, a worker that was cancelled and has not answered is ended: MAPPER.md allows 100 ms in all. */
const CANCEL_MS = 75;

/** What runs beside a search. */
export interface MapHooks {
  /** Called at least every 100 ms while the search runs. */
  readonly progress?: (progress: Progress) => void;
  /** Stops the search; the best mapping so far is the result. */
  readonly signal?: AbortSignal;
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
export class Mapper {
  readonly #threads: Threads;
  readonly #limit: number;
  readonly #idle: Thread[] = [];
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
      finish({ kind: 'failed', message: `the mapper's worker did not start: ${messageOf(error)}`, report: null });
      return;
    }
    const cancel = this.#threads.sharedMemory ? new SharedArrayBuffer(4) : null;
    let last: Progress | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const end = (result: MapResult, alive: boolean): void => {
      if (!this.#running.delete(worker)) return;
      clearTimeout(timer);
      hooks.signal?.removeEventListener('abort', stop);
      worker.listen(null);
      if (alive) this.#idle.push(worker);
      else void worker.end();
      finish(result);
      this.#next();
    };
    const stop = (): void => {
      if (cancel !== null) Atomics.store(new Int32Array(cancel), 0, 1);
      timer ??= setTimeout(
        () => {
          const report = salvage(request, last);
          end(report === null ? { kind: 'cancelled' } : { kind: 'mapped', report, stopped: 'cancelled' }, false);
        },
        cancel === null ? 0 : CANCEL_MS,
      );
    };
    const died = (reason: string): void => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      const text = `the mapper's worker ended after ${seconds} s: ${reason}`;
      end({ kind: 'failed', message: text, report: salvage(request, last) }, false);
    };

    const message = (message: unknown): void => {
      const reply = message as MapReply;
      if (reply.kind === 'result') {
        end(reply.result, true);
      } else {
        last = reply.progress;
        hooks.progress?.(reply.progress);
      }
    };

    this.#running.set(worker, stop);
    worker.listen({ message, died });
    hooks.signal?.addEventListener('abort', stop);
    worker.post({ map: request, cancel } satisfies WorkerRequest);
  }
}

/** The report of the best mapping that a worker has shown before it was lost. */
function salvage({ architecture, workload, options, search }: MapRequest, progress: Progress | null): MapReport | null {
  if (progress === null || progress.best === null) return null;
  const problem = prepare(architecture, workload, options);
  return mapReport(problem, search, tilingOf(problem, progress.best.mapping), progress);
}
