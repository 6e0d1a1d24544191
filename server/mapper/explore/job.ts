import { stackOf } from '../failure.js';
import type { ExploreReply } from '../messages.js';
import { OBJECTIVES } from '../objective.js';
import { ask } from '../threads/ask.js';
import type { Thread, Threads } from '../threads/threads.js';
import type { ExploreProgress, ExploreRequest, ExploreResult } from './request.js';
import { Salvage } from './salvage.js';

/** What runs beside an exploration in a thread. */
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
      resolve({ kind: 'failed', message: stackOf(error) });
      return;
    }
    const salvage = new Salvage(OBJECTIVES[explore.objective]);
    const cancel = ask<ExploreReply, ExploreResult>(thread, threads.sharedMemory, {
      request: (cancel) => ({ explore, cancel }),
      read: (reply) => {
        if (reply.kind === 'result') return reply.result;
        if (reply.kind === 'sampled') salvage.add(reply.sampled);
        else progress?.(reply.progress);
        return null;
      },
      cancelled: () => salvage.result(),
      died: (reason) => ({ kind: 'failed', message: `the worker ended: ${reason}` }),
      done: (result) => {
        signal?.removeEventListener('abort', cancel);
        void thread.end();
        resolve(result);
      },
    });
    signal?.addEventListener('abort', cancel);
  });
}
