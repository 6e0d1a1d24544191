import type { Problem } from '../../../language/model/index.js';
import type { SearchControl } from '../control.js';
import type { PeerRequest, WorkerRequest } from '../messages.js';
import { OBJECTIVE_NAMES } from '../request.js';
import type { Thread } from '../threads/threads.js';
import type { Goal } from './cost.js';
import { OptimalSearch, type SweepHooks, type SweepResult } from './search.js';
import { Abandoned, GATHERED, ThreadTeam, teamMemory } from './team.js';
import { Trace } from './trace.js';

/** The peers of a search that has several threads. */
export interface Crew {
  /** Whether all peers have started; until then one thread does the work, with the same result. */
  readonly ready: boolean;
  /** Of all members. Searches that the crew is to join must remember in these. */
  readonly traces: readonly Trace[];
  /** Shares the labels of a search that one thread has begun, for the same sizes and goal. */
  deal(search: OptimalSearch, sizes: readonly number[], goal: Goal): void;
  /** A sweep by all threads, as {@link OptimalSearch.sweep}. */
  sweep(search: OptimalSearch, width: number, incumbent: number, hooks: SweepHooks): SweepResult;
  /** Ends the work on the search that was dealt. */
  part(): void;
  /** Sends the peers back to wait for the next request. */
  dismiss(): void;
}

/** What the first member tells the others: to take their labels of a search, to sweep, or that it is done. */
const DEAL = 1;
const SWEEP = 2;
const PART = 3;

/** Peers that wait for work, kept from search to search. */
const idle: Thread[] = [];

/** Starts a peer for each thread of a search but the first; null if that is the only one. */
export function hire(problem: Problem, control: SearchControl): Crew | null {
  const { threads } = control.options;
  const { threads: host } = control.hooks;
  if (threads === 1 || host === undefined) return null;
  const memory = teamMemory(threads);
  const shared = Array.from({ length: threads }, () => Trace.share(threads));
  const ready = new SharedArrayBuffer(4);
  const { architecture, workload, options } = problem;
  const peers: Thread[] = [];
  for (let member = 1; member < threads; member++) {
    const peer = idle.pop() ?? host.start();
    peers.push(peer);
    const request: PeerRequest = { architecture, workload, options, member, memory, traces: shared, ready };
    peer.post({ peer: request } satisfies WorkerRequest);
  }
  const arrived = new Int32Array(ready);
  const team = new ThreadTeam(memory, 0, () => {
    if (control.shouldStop()) team.abandon();
  });

  /** Runs what all members do; when it is given up because the search is to stop, `salvaged` is the result. */
  function together<T>(order: readonly number[], act: () => T, salvaged: () => T): T {
    try {
      team.gather(order);
      return act();
    } catch (error) {
      team.abandon();
      if (error instanceof Abandoned && control.shouldStop()) return salvaged();
      throw error;
    }
  }
  return {
    traces: shared.map((buffer, member) => new Trace(threads, member, buffer)),
    get ready() {
      return Atomics.load(arrived, 0) === threads - 1 && !team.abandoned;
    },
    deal(search, sizes, { objective, energyLimit = 0, latencyLimit = 0 }) {
      together(
        [DEAL, OBJECTIVE_NAMES.indexOf(objective), energyLimit, latencyLimit, ...sizes],
        () => search.deal(team),
        () => {},
      );
    },
    sweep(search, width, incumbent, hooks) {
      return together(
        [SWEEP, width, incumbent],
        () => search.sweep(width, incumbent, hooks, team),
        () => search.salvage(),
      );
    },
    part() {
      together(
        [PART],
        () => {},
        () => {},
      );
    },
    dismiss() {
      team.abandon();
      idle.push(...peers);
    },
  };
}

/** The peer's side: does what the first member says until the search is over. */
export function assist(request: PeerRequest, problem: Problem): void {
  const { member, memory } = request;
  const team = new ThreadTeam(memory, member);
  const traces = request.traces.map((buffer, i) => new Trace(memory.members, i, buffer));
  Atomics.add(new Int32Array(request.ready), 0, 1);
  const hooks: SweepHooks = { stop: () => team.abandoned, count: () => {}, bound: () => {} };
  const nothing = new Array<number>(GATHERED).fill(0);
  let search: OptimalSearch | null = null;
  try {
    for (;;) {
      const [[order, ...values]] = team.gather(nothing);
      if (order === DEAL) {
        traces[member].size = 0;
        const [objective, energyLimit, latencyLimit, ...sizes] = values;
        const goal: Goal = {
          objective: OBJECTIVE_NAMES[objective],
          energyLimit: energyLimit || undefined,
          latencyLimit: latencyLimit || undefined,
        };
        search = new OptimalSearch(problem, sizes.slice(0, problem.dimensions.length), goal, traces);
        search.deal(team);
      } else if (order === SWEEP) search?.sweep(values[0], values[1], hooks, team);
      else if (order === PART) search = null;
    }
  } catch (error) {
    team.abandon();
    if (!(error instanceof Abandoned)) throw error;
  }
}
