import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { SearchOptions } from '../../server/mapper/request.js';
import type { Pair } from './pairs.js';
import { type Milestones, milestones } from './searching.js';

interface ColdRequest {
  readonly pair: Pair;
  readonly options: Partial<SearchOptions>;
  readonly target: number;
}

/** Runs a search in a thread of its own that has run nothing before, so its warm-up counts. */
export function coldMilestones(pair: Pair, options: Partial<SearchOptions>, target: number): Promise<Milestones> {
  const workerData: ColdRequest = { pair, options, target };
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData });
    worker.once('message', resolve).once('error', reject);
  });
}

if (parentPort !== null) {
  const { pair, options, target }: ColdRequest = workerData;
  parentPort.postMessage(milestones(pair, options, target));
}
