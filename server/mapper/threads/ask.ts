import type { Cancel, WorkerRequest } from '../messages.js';
import type { Thread } from './threads.js';

/** After this long, a thread that was cancelled and has not answered is given up: mapper.md allows 100 ms in all. */
const CANCEL_MS = 75;

/** What a thread is asked, and what becomes of that: exactly one result. */
export interface ThreadExchange<Reply, Result> {
  request(cancel: Cancel): WorkerRequest;
  /** What a reply means; null while the result is still to come. */
  read(reply: Reply): Result | null;
  /** Of a thread that was cancelled, and did not answer. */
  cancelled(): Result;
  died(reason: string): Result;
  /** @param alive whether the thread can be asked again; if not, it is to be ended. */
  done(result: Result, alive: boolean): void;
}

/**
 * Asks a thread.
 *
 * @param sharedMemory whether it hears a cancellation while it works.
 * @returns cancels it: the result comes soon after.
 */
export function ask<Reply, Result>(
  thread: Thread,
  sharedMemory: boolean,
  { request, read, cancelled, died, done }: ThreadExchange<Reply, Result>,
): () => void {
  const flag = sharedMemory ? new SharedArrayBuffer(4) : null;
  let answered = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = (result: Result, alive: boolean): void => {
    if (answered) return;
    answered = true;
    clearTimeout(timer);
    thread.listen(null);
    done(result, alive);
  };
  thread.listen({
    message: (message) => {
      const result = read(message as Reply);
      if (result !== null) end(result, true);
    },
    died: (reason) => end(died(reason), false),
  });
  thread.post(request(flag));
  return () => {
    if (answered) return;
    if (flag !== null) Atomics.store(new Int32Array(flag), 0, 1);
    timer ??= setTimeout(() => end(cancelled(), false), flag === null ? 0 : CANCEL_MS);
  };
}
