import { type Problem, spatialAt } from '../../../language/model/index.js';
import type { ObjectiveName } from '../request.js';

/** Objectives as one figure that the search makes small, so it need not know which of them it serves. */
export interface Cost {
  /** Whether the words moved matter, by their energy. */
  readonly byEnergy: boolean;
  /** Whether cycles matter. */
  readonly byLatency: boolean;
  /**
   * @param energy pJ
   * @param latency cycles
   * @param instances spatial iterations of all levels together
   */
  of(energy: number, latency: number, instances: number): number;
  /** The cost that an objective's value stands for, and back: WART is the reciprocal. */
  fromValue(value: number): number;
  toValue(cost: number): number;
}

const same = (x: number): number => x;

/** A label's numbers are rounded at every decision; all together they differ by less from the true ones, relatively. */
const NOISE = 1e-10;

/** What a search makes small. Plain data, so it crosses threads. */
export interface Goal {
  readonly objective: ObjectiveName;
  /** pJ that no mapping may exceed. Only for `latency`, to decide between mappings of the best energy. */
  readonly energyLimit?: number;
  /** Cycles that no mapping may exceed. Only for `energy`, to decide between mappings of the best latency. */
  readonly latencyLimit?: number;
}

/** @param macs all MACs, including padding. */
export function costOf(problem: Problem, { objective, energyLimit, latencyLimit }: Goal, macs: number): Cost {
  switch (objective) {
    case 'energy': {
      const limit = latencyLimit === undefined ? Number.POSITIVE_INFINITY : latencyLimit * (1 + NOISE);
      return {
        byEnergy: true,
        byLatency: latencyLimit !== undefined,
        of: (energy, latency) => (latency > limit ? Number.POSITIVE_INFINITY : energy),
        fromValue: same,
        toValue: same,
      };
    }
    case 'latency': {
      const limit = energyLimit === undefined ? Number.POSITIVE_INFINITY : energyLimit * (1 + NOISE);
      return {
        byEnergy: energyLimit !== undefined,
        byLatency: true,
        of: (energy, latency) => (energy > limit ? Number.POSITIVE_INFINITY : latency),
        fromValue: same,
        toValue: same,
      };
    }
    case 'edp':
      return {
        byEnergy: true,
        byLatency: true,
        of: (energy, latency) => energy * latency,
        fromValue: same,
        toValue: same,
      };
    case 'wart': {
      const mesh = problem.spatials.reduce((product, l) => product * spatialAt(problem, l).mesh, 1);
      const scale = mesh / (2 * macs);
      const reciprocal = (x: number): number => 1 / x;
      return {
        byEnergy: true,
        byLatency: true,
        of: (energy, latency, instances) => (energy * latency * scale) / instances,
        fromValue: reciprocal,
        toValue: reciprocal,
      };
    }
  }
}

/** Whether cycles matter, by themselves or as what leaks in them. */
export function isTimed({ levels }: Problem, { byEnergy, byLatency }: Cost): boolean {
  return byLatency || (byEnergy && levels.some((level) => level.type !== 'fanout' && level.leakage > 0));
}
