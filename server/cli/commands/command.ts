import type { Arguments } from '../arguments.js';
import type { Console } from '../console.js';
import type { OptionName } from '../options.js';
import type { Refusal } from '../refusal.js';

/** What a word of a command line may name. */
export type WordKind = 'architecture' | 'workload' | 'network' | 'file' | 'model' | 'shell' | 'exportFormat';

/** One of the words after `ffarch`. */
export interface Command {
  /** The ways to call it; the first is shown in the overview. */
  readonly usage: readonly string[];
  /** Without capital and full stop. */
  readonly summary: string;
  /** More about the words that it takes, a line each. */
  readonly details?: readonly string[];
  readonly options: readonly OptionName[];
  /** What its words may be, for completion, a list a place; the last may be repeated. */
  readonly words: readonly (readonly WordKind[])[];
  /** @returns the exit status. */
  run(args: Arguments, console: Console): Promise<number | Refusal>;
}
