import type { Explore } from '../mapper/explore/job.js';
import type { SearchRunner } from '../mapper/job.js';
import type { Draw, DrawPage } from './drawn.js';

/** A stream that text is written to; `process.stdout` is one. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Columns of the terminal. */
  readonly columns?: number;
}

/** All that commands have of the world around them, so tests can stand in for it. */
export interface Console {
  readonly out: Output;
  readonly err: Output;
  /** Aborted by Ctrl-C: the command stops what it does and prints what it has. */
  readonly interrupted: AbortSignal;
  /** The mapper with its worker; tests search in their own thread. */
  readonly mapper: SearchRunner;
  /** Explores in a worker; tests do it in their own thread. */
  readonly explore: Explore;
  /** Draws figures, which only the client knows to do. */
  readonly draw: Draw;
  /** Writes the page of a result or of networks, which only the client knows to do. */
  readonly page: DrawPage;
}
