import { parentPort, workerData } from 'node:worker_threads';
import { prepare } from '../../language/model/index.js';
import type { WorkerReply, WorkerRequest } from './messages.js';
import { assist, type PeerRequest } from './optimal/threads.js';
import { search } from './search.js';

/** The mapper's worker thread: answers each request with progress and one result. */
function answer({ request, cancel }: WorkerRequest): void {
  const flag = new Int32Array(cancel);
  const reply = (message: WorkerReply): void => parentPort?.postMessage(message);
  const result = search(request, {
    progress: (progress) => reply({ kind: 'progress', progress }),
    cancelled: () => Atomics.load(flag, 0) !== 0,
  });
  reply({ kind: 'result', result });
}

/** One more thread of a search that runs in another worker. */
function help(request: PeerRequest): void {
  assist(request, prepare(request.architecture, request.workload, request.options));
}

parentPort?.on('message', workerData?.peer === true ? help : answer);
