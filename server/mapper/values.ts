import { number } from '../../language/figures.js';
import { MOST_MEMBERS } from './optimal/team.js';
import { OBJECTIVE_NAMES, type SearchOptions, STRATEGY_NAMES } from './request.js';

/** Which values an option may have. */
export interface Allowed {
  /** For messages: `--seed takes a whole number, at least 0`. */
  readonly takes: string;
  fits(value: unknown): boolean;
}

const whole = (least: number, most: number): Allowed => ({
  takes: `a whole number${most === Number.MAX_SAFE_INTEGER ? `, at least ${number(least)}` : ` from ${number(least)} to ${number(most)}`}`,
  fits: (value) => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most,
});

/** One of a few names. */
export const oneOf = (names: readonly string[]): Allowed => ({
  takes: `one of ${names.join(', ')}`,
  fits: (value) => names.some((name) => name === value),
});

/** True or false. */
export const SWITCH: Allowed = { takes: 'true or false', fits: (value) => typeof value === 'boolean' };

/** What the options of a search take where they are given; that there is no limit is not among it. */
export const SEARCH_VALUES: Readonly<Record<keyof SearchOptions, Allowed>> = {
  objective: oneOf(OBJECTIVE_NAMES),
  strategy: oneOf(STRATEGY_NAMES),
  pad: SWITCH,
  ragged: SWITCH,
  timeLimit: { takes: 'a positive number of seconds', fits: (value) => Number.isFinite(value) && Number(value) > 0 },
  gap: { takes: 'a percentage from 0', fits: (value) => Number.isFinite(value) && Number(value) >= 0 },
  threads: whole(1, MOST_MEMBERS),
  seed: whole(0, Number.MAX_SAFE_INTEGER),
};

/** How many threads the command line may be asked for: more than can search are cut down to those, which it says. */
export const THREADS = whole(1, 1e6);

/** How many mappings an exploration may look at, of either source. */
export const COUNT = whole(1, 1e6);
