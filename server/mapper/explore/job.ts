import { Worker } from 'node:worker_threads';
import { WORKER_MEMORY_MIB } from '../job.js';
import { workerFile } from '../worker-file.js';
import type { ExploreProgress, ExploreRequest, ExploreResult } from './request.js';

/** After this long, a worker that was cancelled and has not answered is terminated. */
const CANCEL_MS = 75;

export interface ExploreJobHooks {
  readonly progress?: (progress: ExploreProgress) => void;
  /** Ends the exploration with the points so far. */
  readonly signal?: AbortSignal;
}

/** To the worker that explores. */
export interface ExploreMessage {
  readonly explore: ExploreRequest;
  /** One 32-bit integer in shared memory; anything but 0 cancels. */
  readonly cancel: SharedArrayBuffer;
}

/** From it. */
export type ExploreReply = { kind: 'progress'; progress: ExploreProgress } | { kind: 'result'; result: ExploreResult };

/** Explores in a worker of its own. Never rejects: cancellation, the worker's death and bugs are results, too. */
export function exploreInWorker(
  explore: ExploreRequest,
  { progress, signal }: ExploreJobHooks = {},
): Promise<ExploreResult> {
  if (signal?.aborted) return Promise.resolve({ kind: 'cancelled' });
  return new Promise((resolve) => {
    const worker = new Worker(workerFile(), { resourceLimits: { maxOldGenerationSizeMb: WORKER_MEMORY_MIB } });
    const cancel = new SharedArrayBuffer(4);
    let timer: NodeJS.Timeout | undefined;
    const end = (result: ExploreResult): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      worker.removeAllListeners();
      void worker.terminate();
      resolve(result);
    };
    const stop = (): void => {
      Atomics.store(new Int32Array(cancel), 0, 1);
      timer ??= setTimeout(() => end({ kind: 'cancelled' }), CANCEL_MS);
    };
    const fail = (error: unknown): void => {
      end({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    };
    worker
      .on('message', (reply: ExploreReply) => {
        if (reply.kind === 'result') end(reply.result);
        else progress?.(reply.progress);
      })
      .on('error', fail)
      .on('exit', (code) => fail(`the worker ended with exit code ${code}`));
    signal?.addEventListener('abort', stop);
    worker.postMessage({ explore, cancel } satisfies ExploreMessage);
  });
}
