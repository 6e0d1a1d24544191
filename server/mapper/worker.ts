import { parentPort } from 'node:worker_threads';
import { answer } from './dispatch.js';
import { NodeThreads } from './threads/node.js';

/** The mapper's worker as a thread of Node. Its peers have no limit of their own: they hold a part of its search. */
const peers = new NodeThreads({ memory: null });
parentPort?.on('message', (request) => answer(request, (reply) => parentPort?.postMessage(reply), peers));
