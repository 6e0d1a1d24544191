import type { Problem } from '../../../language/model/index.js';
import type { SearchControl } from '../control.js';
import { keepings } from '../keeping.js';
import type { PeerRequest, WorkerRequest } from '../messages.js';
import { OBJECTIVE_NAMES } from '../request.js';
import type { Thread, Threads } from '../threads/threads.js';
import type { Goal } from './cost.js';
import { OptimalSearch, type SweepHooks, type SweepResult } from './search.js';
import { Abandoned, GATHERED, type TeamMemory, ThreadTeam, teamMemory } from './team.js';
import { Trace } from './trace.js';

/** The peers of a search that has several threads. */
export interface Crew {
  /** Has the peers start, unless they have: a search that one thread ends soon is slower with more. */
  call(): void;
  /** Whether all peers have started; until then one thread does the work, with the same result. */
  readonly ready: boolean;
  /**
   * Shares the labels of a search that one thread has begun, for the same goal.
   *
   * @returns whether the decisions that led to them fit into the memory that the crew shares.
   */
  deal(search: OptimalSearch, goal: Goal): boolean;
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

/**
 * A peer for each thread of a search but the first, at most one for each other processor, which start when they are called; null
 * if there is to be no other. Where the machine has no memory or no thread left, there are fewer, which is said on the error output.
 */
export function hire(problem: Problem, control: SearchControl): Crew | null {
  const { threads: host } = control.hooks;
  if (host === undefined) return null;
  // Threads that take turns on a processor wait for each other after each stage.
  const wanted = Math.min(control.options.threads, host.parallel);
  if (wanted <= 1) return null;
  const { architecture, workload, options } = problem;
  const { choices } = keepings(problem);
  const peers: Thread[] = [];
  let called = false;
  let shared: SharedMemory | null = null;
  let team: ThreadTeam | null = null;

  /** Starts as many peers as there is room for. The memory that they share takes longer to get than most searches take. */
  function start(host: Threads): void {
    called = true;
    const memory = shareMemory(wanted);
    if (memory !== null) peers.push(...startPeers(memory.traces.length - 1, host));
    const threads = peers.length + 1;
    if (threads < wanted) {
      console.warn(`The search has ${threads} of ${wanted} threads: the machine has room for no more.`);
    }
    if (memory === null || threads === 1) return;
    const { traces, ready } = memory;
    const shares = { ...memory.team, members: threads };
    const own = new ThreadTeam(shares, 0, () => {
      if (control.shouldStop()) own.abandon();
    });
    shared = memory;
    team = own;
    peers.forEach((peer, i) => {
      const request: PeerRequest = { architecture, workload, options, member: i + 1, memory: shares, traces, ready };
      peer.post({ peer: request } satisfies WorkerRequest);
    });
  }

  /** Runs what all members do; when it is given up because the search is to stop, `salvaged` is the result. */
  function together<T>(order: readonly number[], act: (team: ThreadTeam) => T, salvaged: () => T): T {
    if (team === null) throw new Error('peers that were not called cannot work');
    try {
      team.gather(order);
      return act(team);
    } catch (error) {
      team.abandon();
      if (error instanceof Abandoned && control.shouldStop()) return salvaged();
      throw error;
    }
  }
  return {
    call() {
      if (!called) start(host);
    },
    get ready() {
      if (team === null || shared === null || team.abandoned) return false;
      return Atomics.load(new Int32Array(shared.ready), 0) === team.members - 1;
    },
    deal(search, { objective, energyLimit = 0, latencyLimit = 0 }) {
      if (shared === null) throw new Error('peers that were not called remember nothing');
      const { traces } = shared;
      if (!search.rememberIn(traces.map((buffer, member) => new Trace(traces.length, member, buffer)))) return false;
      const { sizes, bypass, ragged } = search.choice;
      const choice = choices.findIndex((own) => own.every((mask, l) => mask === bypass[l]));
      together(
        [DEAL, OBJECTIVE_NAMES.indexOf(objective), energyLimit, latencyLimit, choice, ragged ? 1 : 0, ...sizes],
        (team) => search.deal(team),
        () => {},
      );
      return true;
    },
    sweep(search, width, incumbent, hooks) {
      return together(
        [SWEEP, width, incumbent],
        (team) => search.sweep(width, incumbent, hooks, team),
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
      team?.abandon();
      idle.push(...peers);
    },
  };
}

/** As many peers as can be started. */
function startPeers(count: number, host: Threads): Thread[] {
  const peers: Thread[] = [];
  try {
    while (peers.length < count) peers.push(idle.pop() ?? host.start());
  } catch {
    // The system has no thread left, or no memory for its stack.
  }
  return peers;
}

/** What the members of a team share. */
interface SharedMemory {
  readonly team: TeamMemory;
  readonly traces: readonly SharedArrayBuffer[];
  /** One integer: how many peers are ready. */
  readonly ready: SharedArrayBuffer;
}

/** The memory of a team of at most so many; null where there is none even for two. */
function shareMemory(most: number): SharedMemory | null {
  for (let members = most; members > 1; members = Math.floor(members / 2)) {
    try {
      return {
        team: teamMemory(members),
        traces: Array.from({ length: members }, () => Trace.share(members)),
        ready: new SharedArrayBuffer(4),
      };
    } catch (error) {
      // What grows with the square of the members was more than the system gives.
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return null;
}

/** The peer's side: does what the first member says until the search is over. */
export function assist(request: PeerRequest, problem: Problem): void {
  const { member, memory } = request;
  const team = new ThreadTeam(memory, member);
  const traces = request.traces.map((buffer, i) => new Trace(request.traces.length, i, buffer));
  Atomics.add(new Int32Array(request.ready), 0, 1);
  const hooks: SweepHooks = { stop: () => team.abandoned, count: () => {}, bound: () => {} };
  const { choices } = keepings(problem);
  const nothing = new Array<number>(GATHERED).fill(0);
  let search: OptimalSearch | null = null;
  try {
    for (;;) {
      const [[order, ...values]] = team.gather(nothing);
      if (order === DEAL) {
        traces[member].size = 0;
        const [objective, energyLimit, latencyLimit, choice, ragged, ...sizes] = values;
        const goal: Goal = {
          objective: OBJECTIVE_NAMES[objective],
          energyLimit: energyLimit || undefined,
          latencyLimit: latencyLimit || undefined,
        };
        const own = {
          sizes: sizes.slice(0, problem.dimensions.length),
          bypass: choices[choice],
          ragged: ragged === 1,
        };
        search = new OptimalSearch(problem, own, goal, traces);
        search.deal(team);
      } else if (order === SWEEP) search?.sweep(values[0], values[1], hooks, team);
      else if (order === PART) search = null;
    }
  } catch (error) {
    team.abandon();
    if (!(error instanceof Abandoned)) throw error;
  }
}
