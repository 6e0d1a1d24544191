import type { ObjectiveName } from './request.js';

/** What of a mapping objectives are read from. The model's evaluator has them after each evaluation. */
export interface Measured {
  readonly wart: number;
  /** pJ·cycle. */
  readonly edp: number;
  /** pJ. */
  readonly energy: number;
  /** Cycles. */
  readonly latency: number;
}

/** What a search makes best. */
export interface Objective {
  readonly name: ObjectiveName;
  readonly higherIsBetter: boolean;
  /** In the units of model.md: WART, pJ·cycle, pJ or cycles. */
  value(measured: Measured): number;
  /** What decides between mappings of equal value, lower is better: many share a latency, few an energy. */
  tieBreak(measured: Measured): number;
}

/** All that a search can be asked for. */
export const OBJECTIVES: Readonly<Record<ObjectiveName, Objective>> = {
  wart: { name: 'wart', higherIsBetter: true, value: (e) => e.wart, tieBreak: (e) => e.edp },
  edp: { name: 'edp', higherIsBetter: false, value: (e) => e.edp, tieBreak: (e) => e.latency },
  energy: { name: 'energy', higherIsBetter: false, value: (e) => e.energy, tieBreak: (e) => e.latency },
  latency: { name: 'latency', higherIsBetter: false, value: (e) => e.latency, tieBreak: (e) => e.energy },
};

/** Whether value `a` is strictly better than `b`. */
export const better = ({ higherIsBetter }: Objective, a: number, b: number): boolean =>
  higherIsBetter ? a > b : a < b;

/** Relative difference of two ways to compute the same figure. */
const ROUNDING = 1e-14;

/** Whether two values are the same but for rounding: mappings of one latency may multiply it up in another order. */
export const ties = (a: number, b: number): boolean => a === b || Math.abs(a / b - 1) <= ROUNDING;

/** Percent that `value` may be worse than the best possible, given a bound on that; never negative. */
export function gapOf({ higherIsBetter }: Objective, value: number, bound: number): number {
  if (value === bound) return 0;
  return Math.max(0, 100 * (higherIsBetter ? bound / value - 1 : value / bound - 1));
}
