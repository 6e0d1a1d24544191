import type { Explored, Optimum } from './request.js';

/** Shares of all mappings, as quantiles tell them. */
const QUANTILES = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1] as const;
/** Percent that mappings may be worse than the optimum, to be counted. */
const DISTANCES = [1, 5, 10] as const;

/** The least EDP that so large a share of the mappings do not exceed. */
export interface Quantile {
  readonly share: number;
  readonly edp_pJ_cycles: number;
}

/** The mappings of one source in figures. */
export interface Distribution {
  readonly count: number;
  readonly optimum_pJ_cycles: number;
  /** Percent that the optimum may be from the best possible; null if nothing is known of that. */
  readonly gap: number | null;
  /** Whether the optimum is the best possible, not only the best known. */
  readonly proven: boolean;
  readonly best_pJ_cycles: number;
  readonly quantiles: readonly Quantile[];
  /** The share of the mappings that are within so many percent of the optimum. */
  readonly within: readonly { readonly percent: number; readonly share: number }[];
}

/** @param points at least one EDP, in pJ·cycle. */
export function distributionOf(points: Float64Array, { edp_pJ_cycles: optimum, gap, proven }: Optimum): Distribution {
  const sorted = points.slice().sort();
  return {
    count: sorted.length,
    optimum_pJ_cycles: optimum,
    gap,
    proven,
    best_pJ_cycles: sorted[0],
    quantiles: QUANTILES.map((share) => ({
      share,
      edp_pJ_cycles: sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)],
    })),
    within: DISTANCES.map((percent) => ({
      percent,
      share: (sorted.findLastIndex((edp) => edp <= optimum * (1 + percent / 100)) + 1) / sorted.length,
    })),
  };
}

/** Points of a curve for each tenfold of the share. */
const POINTS_PER_DECADE = 24;

/** The quantiles from the best mapping on, at shares that grow by a factor: the rare good mappings count as much as the many others. */
export function curveOf(points: Float64Array): Quantile[] {
  const sorted = points.slice().sort();
  const curve: Quantile[] = [];
  for (let rank = 1; ; rank = Math.max(rank + 1, Math.round(rank * 10 ** (1 / POINTS_PER_DECADE)))) {
    const place = Math.min(rank, sorted.length);
    curve.push({ share: place / sorted.length, edp_pJ_cycles: sorted[place - 1] });
    if (place === sorted.length) return curve;
  }
}

/** A bin of a histogram whose bins are equally wide on a logarithmic scale. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** A histogram from the optimum to the worst point, all in pJ·cycle. */
export function histogram(points: Float64Array, optimum: number, worst: number, bins: number): Bin[] {
  const low = Math.log(optimum);
  // Points that all cost the same still take a bin of some width.
  const high = Math.max(low + 1e-9, Math.log(worst));
  const width = (high - low) / bins;
  const counts = new Array<number>(bins).fill(0);
  for (const point of points) counts[Math.min(bins - 1, Math.max(0, Math.floor((Math.log(point) - low) / width)))]++;
  return counts.map((count, i) => ({ from: Math.exp(low + i * width), to: Math.exp(low + (i + 1) * width), count }));
}

/** The highest EDP of all sources, so their histograms share a scale. */
export const worstOf = ({ points }: Explored): number =>
  points.reduce((worst, { edp_pJ_cycles }) => edp_pJ_cycles.reduce((a, b) => Math.max(a, b), worst), 0);
