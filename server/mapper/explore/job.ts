import type { ExploreReply, WorkerRequest } from '../messages.js';
import { messageOf, type Thread, type Threads } from '../threads/threads.js';
import type { ExploreProgress, ExploreRequest, ExploreResult } from './request.js';
import { Salvage } from './salvage.js';

/** After this long, a worker that was cancelled and has not answered is ended. */
const CANCEL_MS = 75;

export interface ExploreJobHooks {
  readonly progress?: (progress: ExploreProgress) => void;
  /** Ends the exploration with the points so far. */
  readonly signal?: AbortSignal;
}

/** Never rejects: cancellation, the worker's death and bugs are results, too. */
export type Explore = (request: ExploreRequest, hooks?: ExploreJobHooks) => Promise<ExploreResult>;

/** Explores in threads, each time in one of its own. */
export function exploreIn(threads: Threads): Explore {
  return (request, hooks = {}) => exploreInThread(threads, request, hooks);
}

function exploreInThread(
  threads: Threads,
  explore: ExploreRequest,
  { progress, signal }: ExploreJobHooks,
): Promise<ExploreResult> {
  if (signal?.aborted) return Promise.resolve({ kind: 'cancelled' });
  return new Promise((resolve) => {
    let thread: Thread;
    try {
      thread = threads.start();
    } catch (error) {
      resolve({ kind: 'failed', message: messageOf(error) });
      return;
    }
    const cancel = threads.sharedMemory ? new SharedArrayBuffer(4) : null;
    const salvage = new Salvage();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (result: ExploreResult): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      thread.listen(null);
      void thread.end();
      resolve(result);
    };
    const stop = (): void => {
      if (cancel !== null) Atomics.store(new Int32Array(cancel), 0, 1);
      timer ??= setTimeout(() => end(salvage.result()), cancel === null ? 0 : CANCEL_MS);
    };
    thread.listen({
      message: (message) => {
        const reply = message as ExploreReply;
        if (reply.kind === 'result') end(reply.result);
        else if (reply.kind === 'sampled') salvage.add(reply.sampled);
        else progress?.(reply.progress);
      },
      died: (reason) => end({ kind: 'failed', message: `the worker ended: ${reason}` }),
    });
    signal?.addEventListener('abort', stop);
    thread.post({ explore, cancel } satisfies WorkerRequest);
  });
}
