/** A server that is started once, and that may end at any time. */
export interface Server {
  /** Rejects when it does not come up. */
  start(): Promise<void>;
  /** Also one that does not answer, or that has ended already; never rejects. */
  stop(): Promise<void>;
}

export type ServerState = 'starting' | 'running' | 'stopped';

/** Of servers that end by themselves, how many within how many milliseconds are followed by another. */
const RESTARTS = 4;
const WITHIN_MS = 3 * 60 * 1000;

/**
 * Keeps a server running: one that ends by itself is followed by another, unless too many did so lately. Starting and
 * stopping take turns, so a restart may be asked for at any moment, also of a server that is about to come up or
 * whose end nobody has noticed yet.
 */
export class Supervisor<S extends Server> {
  private server: S | undefined;
  private turn: Promise<void> = Promise.resolve();
  private ends: number[] = [];
  private currentState: ServerState = 'starting';

  /**
   * @param create makes a server, which says so when it ends, whatever the reason
   * @param changed is told of each change of the state
   * @param gaveUp is told that no other server is started, and how many ended by themselves
   */
  constructor(
    private readonly create: (ended: () => void) => S,
    private readonly changed: () => void,
    private readonly gaveUp: (ends: number) => void,
    private readonly now: () => number = Date.now,
  ) {}

  get state(): ServerState {
    return this.currentState;
  }

  /** Starts a server in the place of the one there is. Resolves when it runs, or when it ended before that. */
  restart(): Promise<void> {
    this.ends = [];
    return this.replace();
  }

  /** For good, once what goes on is done. */
  stop(): Promise<void> {
    return this.next(() => this.end());
  }

  /** The server that runs, once it does; rejects when none will. */
  async running(): Promise<S> {
    let turn: Promise<void>;
    do {
      turn = this.turn;
      await turn;
    } while (turn !== this.turn);
    if (!this.server)
      throw new Error('The language server does not run; FactorFlow: Restart Language Server starts it.');
    return this.server;
  }

  private replace(): Promise<void> {
    return this.next(async () => {
      await this.end();
      this.enter('starting');
      const server = this.create(() => this.ended(server));
      this.server = server;
      try {
        await server.start();
        if (this.server === server) this.enter('running');
      } catch {
        this.ended(server);
      }
    });
  }

  /** It ended by itself unless it has been given up before. */
  private ended(server: S): void {
    if (server !== this.server) return;
    this.server = undefined;
    this.ends = [...this.ends.filter((end) => end > this.now() - WITHIN_MS), this.now()];
    void this.next(() => server.stop());
    if (this.ends.length <= RESTARTS) {
      void this.replace();
    } else {
      this.enter('stopped');
      this.gaveUp(this.ends.length);
    }
  }

  private async end(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    await server?.stop();
  }

  /** What fails must not keep others from their turn. */
  private next(act: () => Promise<void>): Promise<void> {
    const turn = this.turn.then(act);
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  private enter(state: ServerState): void {
    this.currentState = state;
    this.changed();
  }
}
