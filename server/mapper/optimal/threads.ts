import { Worker } from 'node:worker_threads';
import type { Problem } from '../../../language/model/index.js';
import type { SearchControl } from '../control.js';
import type { ObjectiveName } from '../request.js';
import { workerFile } from '../worker-file.js';
import { OptimalSearch, type PassHooks, type PassResult } from './search.js';
import { Abandoned, type TeamMemory, ThreadTeam, teamMemory } from './team.js';
import { Trace } from './trace.js';

/** What a peer needs to work along: plain data and shared memory. */
export interface PeerRequest {
  readonly architecture: Problem['architecture'];
  readonly workload: Problem['workload'];
  readonly options: Problem['options'];
  readonly objective: ObjectiveName;
  /** The sizes of each space, in the order in which passes name them. */
  readonly spaces: readonly (readonly number[])[];
  readonly member: number;
  readonly memory: TeamMemory;
  readonly traces: readonly SharedArrayBuffer[];
  /** One integer: how many peers are ready. */
  readonly ready: SharedArrayBuffer;
}

/** The peers of a search that has several threads. */
export interface Crew {
  /** Whether all peers have started; until then one thread does the work, with the same result. */
  readonly ready: boolean;
  /** A pass over one of the spaces by all threads, as {@link OptimalSearch.pass}. */
  pass(space: number, width: number, incumbent: number, hooks: PassHooks): PassResult;
  /** Sends the peers back to wait for the next search. */
  dismiss(): void;
}

/** Peers that wait for work, kept from search to search. */
const idle: Worker[] = [];

/** Starts `threads − 1` peers for a search. */
export function hire(
  problem: Problem,
  objective: ObjectiveName,
  spaces: readonly (readonly number[])[],
  threads: number,
  control: SearchControl,
): Crew {
  const memory = teamMemory(threads);
  const shared = Array.from({ length: threads }, () => Trace.share());
  const ready = new SharedArrayBuffer(4);
  const { architecture, workload, options } = problem;
  const peers: Worker[] = [];
  for (let member = 1; member < threads; member++) {
    const peer = idle.pop() ?? new Worker(workerFile(), { workerData: { peer: true } });
    peer.unref();
    peers.push(peer);
    const request: PeerRequest = {
      architecture,
      workload,
      options,
      objective,
      spaces,
      member,
      memory,
      traces: shared,
      ready,
    };
    peer.postMessage(request);
  }
  const arrived = new Int32Array(ready);
  const team = new ThreadTeam(memory, 0, () => {
    if (control.shouldStop()) team.abandon();
  });
  const traces = shared.map((buffer, member) => new Trace(threads, member, buffer));
  return {
    get ready() {
      return Atomics.load(arrived, 0) === threads - 1 && !team.abandoned;
    },
    pass(space, width, incumbent, hooks) {
      const search = new OptimalSearch(problem, spaces[space], objective);
      try {
        team.gather([space, width, incumbent]);
        return search.pass(width, incumbent, hooks, team, traces);
      } catch (error) {
        if (!(error instanceof Abandoned)) team.abandon();
        if (!(error instanceof Abandoned) || !control.shouldStop()) throw error;
        return search.salvage();
      }
    },
    dismiss() {
      team.abandon();
      idle.push(...peers);
    },
  };
}

/** The peer's side: takes part in passes until the search is over. */
export function assist(request: PeerRequest, problem: Problem): void {
  const { objective, spaces, member, memory } = request;
  const team = new ThreadTeam(memory, member);
  const traces = request.traces.map((buffer, i) => new Trace(memory.members, i, buffer));
  Atomics.add(new Int32Array(request.ready), 0, 1);
  const hooks: PassHooks = { stop: () => team.abandoned, count: () => {}, bound: () => {} };
  try {
    for (;;) {
      const [[space, width, incumbent]] = team.gather([0, 0, 0]);
      new OptimalSearch(problem, spaces[space], objective).pass(width, incumbent, hooks, team, traces);
    }
  } catch (error) {
    team.abandon();
    if (!(error instanceof Abandoned)) throw error;
  }
}
