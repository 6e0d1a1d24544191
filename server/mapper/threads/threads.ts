/** Where the mapper's worker runs beside the caller: threads of Node, or workers of a browser. */
export interface Threads {
  /** Starts a thread with the mapper's worker in it. Throws, or the thread dies, where that is not possible. */
  start(): Thread;
  /** How many run at the same time without slowing each other down, about. */
  readonly parallel: number;
  /**
   * Whether threads can share memory. A page that is not isolated from other origins has none: its threads hear nothing
   * while they work, so the only way to stop one is to end it.
   */
  readonly sharedMemory: boolean;
}

/** One of them. */
export interface Thread {
  post(message: unknown): void;
  /** Hears the thread from now on, instead of who did before. A thread that nobody hears keeps no process alive. */
  listen(listener: ThreadListener | null): void;
  /** Ends it, whatever it does. */
  end(): Promise<unknown>;
}

/** Who hears a thread. */
export interface ThreadListener {
  message(message: unknown): void;
  /** It threw, or ended by itself, or never started. It will send nothing more. */
  died(reason: string): void;
}
