import { DEFAULT_OPTIONS, type Problem, prepare } from '../../language/model/index.js';
import { SearchControl } from '../../server/mapper/control.js';
import { better } from '../../server/mapper/objective.js';
import type { MapRequest, MapResult, SearchOptions } from '../../server/mapper/request.js';
import { DEFAULT_SEARCH } from '../../server/mapper/request.js';
import { search } from '../../server/mapper/search.js';
import { libraryPair } from '../golden/load.js';
import { type Pair, variantOf } from './pairs.js';

export const requestFor = (pair: Pair, options: Partial<SearchOptions>): MapRequest => {
  const [own, workload] = libraryPair(pair.architecture, pair.network, pair.layer);
  const architecture = variantOf(own, pair);
  return { architecture, workload, options: DEFAULT_OPTIONS, search: { ...DEFAULT_SEARCH, ...options } };
};

export const problemOf = (pair: Pair): Problem => {
  const { architecture, workload, options } = requestFor(pair, {});
  return prepare(architecture, workload, options);
};

export interface Timed {
  readonly result: MapResult;
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** Runs a search in this thread. */
export function timed(pair: Pair, options: Partial<SearchOptions>): Timed {
  const request = requestFor(pair, options);
  const cpu = process.cpuUsage();
  const started = performance.now();
  const result = search(request);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { result, seconds, cpuSeconds: (user + system) / 1e6 };
}

/** The value of a result; not a number without one. */
export const foundBy = (result: MapResult): number =>
  result.kind === 'mapped' ? result.report.search.value : Number.NaN;

/** When a search had its first mapping, and one at least as good as a target, in seconds; infinite for never. */
export interface Milestones {
  readonly first: number;
  readonly reached: number;
  readonly finished: number;
}

/** Runs a search in this thread and notes when it reaches a value. */
export function milestones(pair: Pair, options: Partial<SearchOptions>, target: number): Milestones {
  const started = performance.now();
  let first = Number.POSITIVE_INFINITY;
  let reached = Number.POSITIVE_INFINITY;
  const { offer } = SearchControl.prototype;
  SearchControl.prototype.offer = function (tiling, value, tieBreak) {
    const taken = offer.call(this, tiling, value, tieBreak);
    const now = (performance.now() - started) / 1000;
    first = Math.min(first, now);
    // The published value is reached when nothing separates the two but rounding.
    if (!better(this.objective, target * (1 - 1e-9), value)) reached = Math.min(reached, now);
    return taken;
  };
  try {
    search(requestFor(pair, options));
  } finally {
    SearchControl.prototype.offer = offer;
  }
  return { first, reached, finished: (performance.now() - started) / 1000 };
}
