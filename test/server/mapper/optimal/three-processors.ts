import { parentPort } from 'node:worker_threads';
import { answer } from '../../../../server/mapper/dispatch.js';
import { NodeThreads } from '../../../../server/mapper/threads/node.js';

/** Threads of a machine that runs three at once, however many this one does. */
class ThreeProcessors extends NodeThreads {
  override readonly parallel = 3;
}

/** The mapper's worker on such a machine. */
const peers = new ThreeProcessors({ memory: null });
parentPort?.on('message', (request) => answer(request, (reply) => parentPort?.postMessage(reply), peers));
