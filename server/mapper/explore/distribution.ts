import { OBJECTIVES, type Objective } from '../objective.js';
import type { Explored, Points } from './request.js';

/** Shares of all mappings, as quantiles tell them. */
const QUANTILES = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1] as const;
/** Percent that mappings may be worse than the optimum, to be counted. */
const DISTANCES = [1, 5, 10] as const;

/** What so large a share of the mappings is at least as good as. */
export interface Quantile {
  readonly share: number;
  /** Of the objective. */
  readonly value: number;
}

/** The mappings of one source in figures. */
export interface Distribution {
  readonly count: number;
  readonly quantiles: readonly Quantile[];
  /** The share of the mappings that are within so many percent of the optimum. */
  readonly within: readonly { readonly percent: number; readonly share: number }[];
}

/** How many times worse than the optimum a value of the objective is: 1 for the optimum itself. */
export function timesWorse({ higherIsBetter }: Objective, value: number, optimum: number): number {
  if (value === optimum) return 1;
  return higherIsBetter ? optimum / value : value / optimum;
}

/** @param points at least one */
export function distributionOf({ value }: Points, { objective: name, optimum }: Explored): Distribution {
  const objective = OBJECTIVES[name];
  const sorted = value.slice().sort();
  if (objective.higherIsBetter) sorted.reverse();
  return {
    count: sorted.length,
    quantiles: QUANTILES.map((share) => ({
      share,
      value: sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)],
    })),
    within: DISTANCES.map((percent) => ({
      percent,
      share:
        (sorted.findLastIndex((one) => timesWorse(objective, one, optimum.value) <= 1 + percent / 100) + 1) /
        sorted.length,
    })),
  };
}

/** How many mappings are so many times worse than the optimum; bins are equally wide on a logarithmic scale. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** A histogram of one source, from the optimum to the worst point of all sources, so their histograms share a scale. */
export function histogram({ value }: Points, { objective: name, optimum, points }: Explored, bins: number): Bin[] {
  const objective = OBJECTIVES[name];
  const distance = (one: number): number => Math.log(timesWorse(objective, one, optimum.value));
  // What costs nothing at all in the optimum is any number of times worse elsewhere.
  const worst = points.reduce(
    (most, { value: all }) => all.reduce((a, b) => (Number.isFinite(distance(b)) ? Math.max(a, distance(b)) : a), most),
    // Points that are all as good as the optimum still take a bin of some width.
    1e-9,
  );
  const width = worst / bins;
  const counts = new Array<number>(bins).fill(0);
  for (const one of value) counts[Math.min(bins - 1, Math.max(0, Math.floor(distance(one) / width)))]++;
  return counts.map((count, i) => ({ from: Math.exp(i * width), to: Math.exp((i + 1) * width), count }));
}
