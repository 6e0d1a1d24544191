import { parentPort } from 'node:worker_threads';
import type { WorkerReply, WorkerRequest } from './messages.js';
import { search } from './search.js';

/** The mapper's worker thread: answers each request with progress and one result. */
parentPort?.on('message', ({ request, cancel }: WorkerRequest) => {
  const flag = new Int32Array(cancel);
  const reply = (message: WorkerReply): void => parentPort?.postMessage(message);
  const result = search(request, {
    progress: (progress) => reply({ kind: 'progress', progress }),
    cancelled: () => Atomics.load(flag, 0) !== 0,
  });
  reply({ kind: 'result', result });
});
