import type { Architecture, Workload } from '../../language/domain/index.js';
import type { ModelOptions } from '../../language/model/index.js';
import type { ExploreProgress, ExploreRequest, ExploreResult, Sampled } from './explore/request.js';
import type { TeamMemory } from './optimal/team.js';
import type { MapRequest, MapResult, Progress } from './request.js';

/** To the mapper's worker: one search or exploration at a time, or the part of a peer in another worker's search. */
export type WorkerRequest = MapMessage | ExploreMessage | PeerMessage;

/** How the worker hears of a cancellation while it works: one integer, anything but 0 cancels. Null where memory is not shared. */
export type Cancel = SharedArrayBuffer | null;

/** Asks for a search. */
export interface MapMessage {
  readonly map: MapRequest;
  readonly cancel: Cancel;
}

/** Asks for an exploration. */
export interface ExploreMessage {
  readonly explore: ExploreRequest;
  readonly cancel: Cancel;
}

/** What a peer needs to work along: plain data and shared memory. */
export interface PeerRequest {
  readonly architecture: Architecture;
  readonly workload: Workload;
  readonly options: ModelOptions;
  readonly member: number;
  readonly memory: TeamMemory;
  readonly traces: readonly SharedArrayBuffer[];
  /** One integer: how many peers are ready. */
  readonly ready: SharedArrayBuffer;
}

/** Asks for a thread's part in another worker's search. */
export interface PeerMessage {
  readonly peer: PeerRequest;
}

/** From the worker to a search: progress as it goes, a result at the end. */
export type MapReply = { kind: 'progress'; progress: Progress } | { kind: 'result'; result: MapResult };

/** The same to an exploration, with the points as they are found: who cancels keeps those so far, and need not wait for the end. */
export type ExploreReply =
  | { kind: 'progress'; progress: ExploreProgress }
  | { kind: 'sampled'; sampled: Sampled }
  | { kind: 'result'; result: ExploreResult };
