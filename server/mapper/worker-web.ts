import { answer } from './dispatch.js';
import type { WorkerRequest } from './messages.js';
import { WebThreads } from './threads/web.js';

declare const self: DedicatedWorkerGlobalScope;

/** The mapper's worker in a browser. Its peers have the same script. */
const peers = new WebThreads(self.location.href);
self.onmessage = ({ data }: MessageEvent<WorkerRequest>) => answer(data, (reply) => self.postMessage(reply), peers);
