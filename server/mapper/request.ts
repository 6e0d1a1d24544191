import type { Architecture, Mapping, Source, Workload } from '../../language/domain/index.js';
import type { EvaluationReport, ModelOptions } from '../../language/model/index.js';

/** What a search makes best: WART is higher the better, the others are lower the better (model.md section 6). */
export const OBJECTIVE_NAMES = ['wart', 'edp', 'energy', 'latency'] as const;
export type ObjectiveName = (typeof OBJECTIVE_NAMES)[number];

/** How the mapper searches (mapper.md). */
export const STRATEGY_NAMES = ['optimal', 'factorflow', 'random'] as const;
export type StrategyName = (typeof STRATEGY_NAMES)[number];

/** What to search for, how, and how long. */
export interface SearchOptions {
  readonly objective: ObjectiveName;
  readonly strategy: StrategyName;
  /** Whether sizes may grow to a multiple that fills a fanout or that an `=` constraint needs. */
  readonly pad: boolean;
  /** Whether fanouts may be used in part in their last round, so spatial loops need not divide. Only `optimal` looks for such. */
  readonly ragged: boolean;
  /** Seconds after which the best mapping so far is returned; null is none. */
  readonly timeLimit: number | null;
  /** Percent that the result may be from the bound; null is none. */
  readonly gap: number | null;
  /** Worker threads, from 1 to `MOST_MEMBERS`. Strategies that use one thread ignore it. */
  readonly threads: number;
  readonly seed: number;
}

/** Whether a search looks at spatial loops that do not divide: of the strategies, only `optimal` does. */
export const looksAtRagged = ({ strategy, ragged }: Pick<SearchOptions, 'strategy' | 'ragged'>): boolean =>
  ragged && strategy === 'optimal';

/** Searches on one thread until the best mapping by WART is proven. */
export const DEFAULT_SEARCH: SearchOptions = {
  objective: 'wart',
  strategy: 'optimal',
  pad: false,
  ragged: false,
  timeLimit: null,
  gap: null,
  threads: 1,
  seed: 1,
};

/** Plain data, so it crosses threads. */
export interface MapRequest {
  readonly architecture: Architecture;
  readonly workload: Workload;
  readonly options: ModelOptions;
  readonly search: SearchOptions;
  /** A mapping to beat, of an earlier search; left aside where it is not legal. */
  readonly start?: Mapping;
}

/** How a search stands. */
export interface Progress {
  /** What the search is doing, for people. */
  readonly phase: string;
  /** Evaluations of the model so far. */
  readonly evaluations: number;
  readonly seconds: number;
  /** The best mapping so far and its value of the objective. */
  readonly best: { readonly value: number; readonly mapping: Mapping } | null;
  /** What no mapping can beat: a lower bound, for `wart` an upper one. Null while nothing is known. */
  readonly bound: number | null;
}

/** The `search` of cli.md. */
export interface SearchReport {
  objective: ObjectiveName;
  strategy: StrategyName;
  value: number;
  bound: number | null;
  /** Percent that the value may be worse than the best possible; null without a bound. */
  gap: number | null;
  proven: boolean;
  evaluations: number;
  seconds: number;
  threads: number;
  seed: number;
  /** Whether spatial loops were allowed that do not divide. */
  ragged: boolean;
}

/** A mapping that a search found, and how good it is known to be. */
export type MapReport = EvaluationReport & { search: SearchReport };

/** Why a search ended: all was seen, nothing can be better, it is near enough (`gap`), out of time, or cancelled. */
export const STOP_REASONS = ['finished', 'proven', 'gap', 'time', 'cancelled'] as const;
export type StopReason = (typeof STOP_REASONS)[number];

/** What came of a search. */
export type MapResult =
  | { kind: 'mapped'; report: MapReport; stopped: StopReason }
  /** No legal mapping exists. */
  | { kind: 'infeasible'; reason: Infeasible }
  /** Cancelled, or out of time, before any legal mapping was known. */
  | { kind: 'cancelled' }
  /** The worker died, or a bug; the message is for the log and the user. With the best mapping until then, if any. */
  | { kind: 'failed'; message: string; report: MapReport | null };

/** Why no legal mapping exists: a smallest set of facts that together rule every mapping out. */
export interface Infeasible {
  /** One or two sentences with the numbers in them. */
  readonly message: string;
  readonly culprits: readonly Culprit[];
  /** The names of the levels involved, outermost first. */
  readonly levels: readonly string[];
  /** What would open the space. */
  readonly remedies: readonly Remedy[];
}

/** A change that would make a mapping possible. */
export interface Remedy {
  /** A sentence with its numbers. */
  readonly text: string;
  /** What of it can be done for the user. */
  readonly offers: readonly Offer[];
}

export type Offer =
  /** Searching with the option of that name, {@link SearchOptions}; ragged loops only with the strategy `optimal`. */
  | { readonly kind: 'pad' | 'ragged' }
  /** Another value of a factor constraint, whose place this is. */
  | { readonly kind: 'factor'; readonly value: number; readonly source: Source };

/** One fact of an explanation. */
export interface Culprit {
  readonly kind: 'capacity' | 'mesh' | 'use' | 'factor' | 'order' | 'dimension' | 'size' | 'storage';
  /** Null for sizes, which belong to the workload. */
  readonly level: string | null;
  readonly dimension: string | null;
  /** Words, instances, iterations or size; null for orders and storage. */
  readonly value: number | null;
  readonly message: string;
  readonly source?: Source;
}
