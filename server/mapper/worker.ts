import { parentPort, workerData } from 'node:worker_threads';
import { prepare } from '../../language/model/index.js';
import { explore } from './explore/explore.js';
import type { ExploreMessage, ExploreReply } from './explore/job.js';
import type { ExploreProgress } from './explore/request.js';
import type { WorkerReply, WorkerRequest } from './messages.js';
import { assist, type PeerRequest } from './optimal/threads.js';
import { search } from './search.js';

/** Whether the caller wants this to end, which it says through shared memory as nothing else reaches a busy thread. */
const cancelledBy = (cancel: SharedArrayBuffer) => {
  const flag = new Int32Array(cancel);
  return () => Atomics.load(flag, 0) !== 0;
};

/** The mapper's worker thread: answers each request with progress and one result. */
function answer(message: WorkerRequest | ExploreMessage): void {
  const reply = (own: WorkerReply | ExploreReply): void => parentPort?.postMessage(own);
  const cancelled = cancelledBy(message.cancel);
  if ('explore' in message) {
    const progress = (at: ExploreProgress): void => reply({ kind: 'progress', progress: at });
    reply({ kind: 'result', result: explore(message.explore, { progress, cancelled }) });
    return;
  }
  const result = search(message.request, { progress: (progress) => reply({ kind: 'progress', progress }), cancelled });
  reply({ kind: 'result', result });
}

/** One more thread of a search that runs in another worker. */
function help(request: PeerRequest): void {
  assist(request, prepare(request.architecture, request.workload, request.options));
}

parentPort?.on('message', workerData?.peer === true ? help : answer);
