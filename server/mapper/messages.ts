import type { MapRequest, MapResult, Progress } from './request.js';

/** To a worker: one search at a time. */
export interface WorkerRequest {
  readonly request: MapRequest;
  /** One 32-bit integer in shared memory; anything but 0 cancels the search. */
  readonly cancel: SharedArrayBuffer;
}

/** From a worker: progress as it searches, a result at the end. */
export type WorkerReply = { kind: 'progress'; progress: Progress } | { kind: 'result'; result: MapResult };
