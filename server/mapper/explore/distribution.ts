import type { Explored } from './request.js';

/** Shares of all mappings, as quantiles tell them. */
export const QUANTILES = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1] as const;
/** Percent that mappings may be worse than the optimum, to be counted. */
export const DISTANCES = [1, 5, 10] as const;

/** An exploration in figures. */
export interface Distribution {
  readonly count: number;
  readonly optimum_pJ_cycles: number;
  readonly proven: boolean;
  readonly best_pJ_cycles: number;
  /** EDP in pJ·cycle: `share` of all mappings are no worse. */
  readonly quantiles: readonly { readonly share: number; readonly edp_pJ_cycles: number }[];
  /** The share of all mappings that are within so many percent of the optimum. */
  readonly within: readonly { readonly percent: number; readonly share: number }[];
}

/** @param explored with at least one point. */
export function distributionOf({ points, optimum }: Explored): Distribution {
  const sorted = points.slice().sort();
  const { edp_pJ_cycles: best, proven } = optimum;
  return {
    count: sorted.length,
    optimum_pJ_cycles: best,
    proven,
    best_pJ_cycles: sorted[0],
    quantiles: QUANTILES.map((share) => ({ share, edp_pJ_cycles: sorted[Math.round(share * (sorted.length - 1))] })),
    within: DISTANCES.map((percent) => {
      const limit = best * (1 + percent / 100);
      const near = sorted.findLastIndex((edp) => edp <= limit) + 1;
      return { percent, share: near / sorted.length };
    }),
  };
}

/** A bin of a histogram whose bins are equally wide on a logarithmic scale. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/**
 * A histogram from the optimum to the worst point.
 *
 * @param worst where it ends instead, so that several share a scale.
 */
export function histogram({ points, optimum }: Explored, bins: number, worst = worstOf(points)): Bin[] {
  const low = Math.log(optimum.edp_pJ_cycles);
  // Points that all cost the same still take a bin of some width.
  const high = Math.max(low + 1e-9, Math.log(worst));
  const width = (high - low) / bins;
  const counts = new Array<number>(bins).fill(0);
  for (const point of points) counts[Math.min(bins - 1, Math.max(0, Math.floor((Math.log(point) - low) / width)))]++;
  return counts.map((count, i) => ({ from: Math.exp(low + i * width), to: Math.exp(low + (i + 1) * width), count }));
}

export const worstOf = (points: Float64Array): number => points.reduce((a, b) => Math.max(a, b), 0);
