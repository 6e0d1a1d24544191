import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { prepare, tilingOf } from '../../language/model/index.js';
import type { WorkerReply, WorkerRequest } from './messages.js';
import type { MapReport, MapRequest, MapResult, Progress } from './request.js';
import { mapReport } from './result.js';
import { workerFile } from './worker-file.js';

/** After this long, a worker that was cancelled and has not answered is terminated: MAPPER.md allows 100 ms in all. */
const CANCEL_MS = 75;

/** The memory that a worker may take, in MiB. One that needs more ends, and its search fails with the best so far. */
export const WORKER_MEMORY_MIB = 1024;

export interface MapHooks {
  /** Called at least every 100 ms while the search runs. */
  readonly progress?: (progress: Progress) => void;
  /** Stops the search; the best mapping so far is the result. */
  readonly signal?: AbortSignal;
}

export interface MapperOptions {
  /** The worker's entry, `server/mapper/worker.ts` or its bundle. */
  readonly worker?: string | URL;
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
  readonly #file: string | URL;
  readonly #limit: number;
  readonly #idle: Worker[] = [];
  readonly #running = new Map<Worker, () => void>();
  readonly #waiting: Job[] = [];

  constructor({ worker = workerFile(), workers = Math.max(2, availableParallelism()) }: MapperOptions = {}) {
    this.#file = worker;
    this.#limit = workers;
  }

  /** Searches in a worker. The promise never rejects: cancellation, a worker's death and bugs are results, too. */
  map(request: MapRequest, hooks: MapHooks = {}): Promise<MapResult> {
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
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  #next(): void {
    if (this.#running.size >= this.#limit) return;
    const job = this.#waiting.shift();
    if (job !== undefined) this.#run(job);
  }

  #run({ request, hooks, finish }: Job): void {
    const started = performance.now();
    let worker: Worker;
    try {
      worker = this.#idle.pop() ?? this.#start();
      worker.ref();
    } catch (error) {
      finish({ kind: 'failed', message: `the mapper's worker did not start: ${messageOf(error)}`, report: null });
      return;
    }
    const cancel = new SharedArrayBuffer(4);
    let last: Progress | null = null;
    let timer: NodeJS.Timeout | undefined;

    const end = (result: MapResult, alive: boolean): void => {
      if (!this.#running.delete(worker)) return;
      clearTimeout(timer);
      hooks.signal?.removeEventListener('abort', stop);
      worker.off('message', answer).off('exit', exit);
      if (alive) {
        worker.off('error', crash).unref();
        this.#idle.push(worker);
      } else {
        void worker.terminate();
      }
      finish(result);
      this.#next();
    };
    const stop = (): void => {
      Atomics.store(new Int32Array(cancel), 0, 1);
      timer ??= setTimeout(() => {
        const report = salvage(request, last);
        end(report === null ? { kind: 'cancelled' } : { kind: 'mapped', report, stopped: 'cancelled' }, false);
      }, CANCEL_MS);
    };
    const fail = (message: string): void => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      const text = `the mapper's worker ended after ${seconds} s: ${message}`;
      end({ kind: 'failed', message: text, report: salvage(request, last) }, false);
    };

    const answer = (reply: WorkerReply): void => {
      if (reply.kind === 'result') {
        end(reply.result, true);
      } else {
        last = reply.progress;
        hooks.progress?.(reply.progress);
      }
    };
    const crash = (error: unknown): void => fail(messageOf(error));
    const exit = (code: number): void => fail(`exit code ${code}`);

    this.#running.set(worker, stop);
    worker.on('message', answer).on('error', crash).on('exit', exit);
    hooks.signal?.addEventListener('abort', stop);
    worker.postMessage({ request, cancel } satisfies WorkerRequest);
  }

  #start(): Worker {
    return new Worker(this.#file, { resourceLimits: { maxOldGenerationSizeMb: WORKER_MEMORY_MIB } });
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** The report of the best mapping that a worker has shown before it was lost. */
function salvage({ architecture, workload, options, search }: MapRequest, progress: Progress | null): MapReport | null {
  if (progress === null || progress.best === null) return null;
  const problem = prepare(architecture, workload, options);
  return mapReport(problem, search, tilingOf(problem, progress.best.mapping), progress);
}
