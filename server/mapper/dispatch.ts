import { prepare } from '../../language/model/index.js';
import { explore } from './explore/explore.js';
import type { Cancel, ExploreReply, MapReply, WorkerRequest } from './messages.js';
import { assist } from './optimal/threads.js';
import { search } from './search.js';
import type { Threads } from './threads/threads.js';

/**
 * What the mapper's worker does with a request: the same on every platform.
 *
 * @param reply sends to the thread that asked: progress and one result, but nothing to a peer
 * @param threads for the peers of a search with several threads
 */
export function answer(
  request: WorkerRequest,
  reply: (message: MapReply | ExploreReply) => void,
  threads: Threads,
): void {
  if ('peer' in request) {
    const { architecture, workload, options } = request.peer;
    assist(request.peer, prepare(architecture, workload, options));
  } else if ('explore' in request) {
    const result = explore(request.explore, {
      progress: (progress) => reply({ kind: 'progress', progress }),
      // Also with shared memory: on a busy machine the caller may not wait until this thread has heard of the end.
      sampled: (sampled) => reply({ kind: 'sampled', sampled }),
      cancelled: cancelledBy(request.cancel),
    });
    reply({ kind: 'result', result });
  } else {
    const result = search(request.map, {
      progress: (progress) => reply({ kind: 'progress', progress }),
      cancelled: cancelledBy(request.cancel),
      threads,
    });
    reply({ kind: 'result', result });
  }
}

/** Whether the caller wants this to end, which it says through shared memory as nothing else reaches a busy thread. */
function cancelledBy(cancel: Cancel): () => boolean {
  if (cancel === null) return () => false;
  const flag = new Int32Array(cancel);
  return () => Atomics.load(flag, 0) !== 0;
}
