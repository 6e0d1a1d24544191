import type { Arguments } from '../arguments.js';
import type { Console } from '../console.js';
import type { OptionName } from '../options.js';
import type { Refusal } from '../refusal.js';

/** One of the words after `ffarch`. */
export interface Command {
  /** The ways to call it; the first is shown in the overview. */
  readonly usage: readonly string[];
  /** Without capital and full stop. */
  readonly summary: string;
  /** More about the words that it takes, a line each. */
  readonly details?: readonly string[];
  readonly options: readonly OptionName[];
  /** @returns the exit status. */
  run(args: Arguments, console: Console): Promise<number | Refusal>;
}
