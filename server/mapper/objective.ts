import { FIGURES, type Figures } from '../../language/figures.js';
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

/** What objectives are read from, of a report. */
export const measuredOf = ({ wart, edp_pJ_cycles, energy_pJ, latency_cycles }: Figures): Measured => ({
  wart,
  edp: edp_pJ_cycles,
  energy: energy_pJ,
  latency: latency_cycles,
});

/** What a search makes best. */
export interface Objective {
  readonly name: ObjectiveName;
  readonly higherIsBetter: boolean;
  /** In the units of model.md: WART, pJ·cycle, pJ or cycles. */
  value(measured: Measured): number;
  /** What decides between mappings of equal value, lower is better: many share a latency, few an energy. */
  tieBreak(measured: Measured): number;
}

/** All that a search can be asked for; which way is better is the figure's. */
export const OBJECTIVES: Readonly<Record<ObjectiveName, Objective>> = {
  wart: objective(
    'wart',
    (e) => e.wart,
    (e) => e.edp,
  ),
  edp: objective(
    'edp',
    (e) => e.edp,
    (e) => e.latency,
  ),
  energy: objective(
    'energy',
    (e) => e.energy,
    (e) => e.latency,
  ),
  latency: objective(
    'latency',
    (e) => e.latency,
    (e) => e.energy,
  ),
};

function objective(name: ObjectiveName, value: Objective['value'], tieBreak: Objective['tieBreak']): Objective {
  return { name, higherIsBetter: FIGURES[name].better === 'higher', value, tieBreak };
}

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
